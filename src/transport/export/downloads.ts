import { createPressure } from '../http/pressure.js';

/** Downloads under way: bounded as a whole and for each address, so that nobody's slow line keeps the others out. */
export interface Downloads {
  /** Takes a place, and answers how to give it back (once, however often it is called); null when none is free. */
  enter(address: string): (() => void) | null;
  /** Resolves when none is under way. */
  idle(): Promise<void>;
}

/** Keeps count of downloads: so many at once, and so many of one address. */
export function createDownloads(maximum = 16, ofOneAddress = 4): Downloads {
  const all = createPressure(maximum, () => undefined);
  const byAddress = new Map<string, number>();
  return {
    enter(address) {
      const own = byAddress.get(address) ?? 0;
      if (own >= ofOneAddress || !all.enter()) return null;
      byAddress.set(address, own + 1);
      let left = false;
      return () => {
        if (left) return;
        left = true;
        all.leave();
        const now = (byAddress.get(address) ?? 1) - 1;
        if (now === 0) byAddress.delete(address);
        else byAddress.set(address, now);
      };
    },
    idle: () => all.idle(),
  };
}
