import type { Takings } from '../transport/limits/takings.js';
import type { MetricRecord } from '../transport/others.js';

/** What the first process tells a server process. */
export type ToServer =
  | { readonly kind: 'serve'; readonly appUrl: string; readonly port: number }
  | { readonly kind: 'stop' }
  | { readonly kind: 'takings'; readonly of: Takings }
  | { readonly kind: 'tellMetrics'; readonly id: number }
  | { readonly kind: 'metrics'; readonly id: number; readonly text: string };

/** What a server process tells the first one. */
export type ToFirst =
  | { readonly kind: 'here' }
  | { readonly kind: 'serving'; readonly url: string }
  | { readonly kind: 'failed'; readonly lines: readonly string[] }
  | { readonly kind: 'takings'; readonly of: Takings }
  | { readonly kind: 'metricsTold'; readonly id: number; readonly metrics: readonly MetricRecord[] }
  | { readonly kind: 'askMetrics'; readonly id: number };
