import type { Members } from '../check.js';
import { accepted, ok, route, uidIn, type Answer, type Call, type Method, type Route } from '../routing.js';
import { DEFAULTS, isSetting, merged, readSetting, readSettings, type Settings } from '../settings.js';
import { indexOf, indexOrNew } from '../state.js';

/** The settings whose members are given one by one, by PATCH; all others are given whole, by PUT. */
const BY_MEMBER: ReadonlySet<keyof Settings> = new Set(['typoTolerance', 'faceting', 'pagination', 'embedders']);

function enqueued(call: Call, given: Members, details: Members = given): Answer {
  const uid = uidIn(call);
  const { state } = call;
  return accepted(state.tasks.enqueue({
    type: 'settingsUpdate', indexUid: uid, details,
    run: () => {
      const index = indexOrNew(state, uid);
      index.store.apply(merged(index.store.settings, given));
      index.updatedAt = state.now().toISOString();
      return {};
    },
  }));
}

const ALL_DEFAULT: Members = Object.fromEntries(Object.keys(DEFAULTS).map((name) => [name, null]));

function oneSetting(name: keyof Settings): Route[] {
  const path = `/indexes/:uid/settings/${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const write: Method = BY_MEMBER.has(name) ? 'PATCH' : 'PUT';
  return [
    route('GET', path, 'settings.get', (call) => ok(indexOf(call.state, uidIn(call)).store.settings[name])),
    route(write, path, 'settings.update', (call) => enqueued(call, readSetting(name, call.body))),
    route('DELETE', path, 'settings.update', (call) => enqueued(call, { [name]: null })),
  ];
}

export const settingCalls: readonly Route[] = [
  route('GET', '/indexes/:uid/settings', 'settings.get', (call) => ok(indexOf(call.state, uidIn(call)).store.settings)),
  route('PATCH', '/indexes/:uid/settings', 'settings.update', (call) => enqueued(call, readSettings(call.body))),
  route('DELETE', '/indexes/:uid/settings', 'settings.update', (call) => enqueued(call, ALL_DEFAULT)),
  ...Object.keys(DEFAULTS).filter(isSetting).flatMap(oneSetting),
];

