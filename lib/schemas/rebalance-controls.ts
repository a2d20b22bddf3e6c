import type { CalendarState } from '@/lib/domain/rebalancing/calendar';
import type { Band, Destination, LotMethod } from '@/lib/domain/rebalancing/types';
import type { SuggestionControls } from '@/lib/domain/rebalancing/suggestion-request';

/** The page's controls as texts: what a form posts and an address carries. `width` is a percentage, or basis points for `costAware`. */
export interface ControlTexts {
  readonly invest: string;
  readonly need: string;
  /** Expected within 30 days (Rule 8.1). */
  readonly expect: string;
  readonly kind: Band['kind'];
  readonly width: string;
  readonly to: Destination;
  readonly lots: LotMethod;
}

/** What the slider covers, by kind of band: percent of the portfolio, percent of the target, or basis points. */
export const WIDTHS = {
  absolute: { min: 0.5, max: 20, step: 0.5, usual: 5 },
  relative: { min: 5, max: 100, step: 5, usual: 25 },
  either: { min: 5, max: 100, step: 5, usual: 25 },
  costAware: { min: 5, max: 200, step: 5, usual: 30 },
  none: { min: 0, max: 0, step: 1, usual: 0 },
} as const;

const DESTINATIONS: readonly Destination[] = ['edge', 'halfway', 'target'];
const KINDS = Object.keys(WIDTHS) as Band['kind'][];
const AMOUNT = /^\d{1,12}(\.\d{1,2})?$/;

function widthOf(band: Band): string {
  switch (band.kind) {
    case 'absolute':
      return String(Number((band.points * 100).toFixed(2)));
    case 'relative':
    case 'either':
      return String(Number((band.fraction * 100).toFixed(2)));
    case 'costAware':
      return String(Number((band.oneWayCost * 10_000).toFixed(1)));
    case 'none':
      return '0';
  }
}

/** The controls of a person's settings. */
export function usualControls(band: Band, destination: Destination, lotMethod: LotMethod, expected: string): ControlTexts {
  return { invest: '0', need: '0', expect: expected, kind: band.kind, width: widthOf(band), to: destination, lots: lotMethod };
}

/** Whether these controls act as the person's own do: on the same band, and as far. */
function actAsUsual(texts: ControlTexts, usual: ControlTexts): boolean {
  return texts.kind === usual.kind && texts.width === usual.width && texts.to === usual.to;
}

/** The calendar that decides under these controls; null where bands do, because the person asks with others (Rule 6.3). */
export function decidingCalendar(calendar: CalendarState | null, texts: ControlTexts, usual: ControlTexts): CalendarState | null {
  return actAsUsual(texts, usual) ? calendar : null;
}

function amountOf(value: string | undefined): string {
  const text = (value ?? '').trim().replace(/[$\s,]/g, '');
  return AMOUNT.test(text) ? text : '0';
}

/** Reads an address: what is absent or cannot be read is as usual. */
export function readControls(query: Readonly<Record<string, string | string[] | undefined>>, usual: ControlTexts): ControlTexts {
  const one = (name: string): string | undefined => (typeof query[name] === 'string' ? query[name] : undefined);
  const kind = KINDS.find((known) => known === one('kind')) ?? usual.kind;
  const { min, max, usual: common } = WIDTHS[kind];
  // Without a script the slider still stands at the width of the band before: `of` says which that was.
  const stale = one('of') !== undefined && one('of') !== kind;
  const width = stale ? Number.NaN : Number(one('width') ?? Number.NaN);
  const fallback = kind === usual.kind ? usual.width : String(common);
  return {
    invest: amountOf(one('invest')),
    need: amountOf(one('need')),
    expect: one('expect') === undefined ? usual.expect : amountOf(one('expect')),
    kind,
    width: width >= min && width <= max ? String(width) : fallback,
    to: DESTINATIONS.find((known) => known === one('to')) ?? usual.to,
    lots: one('lots') === 'fifo' || one('lots') === 'least-tax' ? (one('lots') as LotMethod) : usual.lots,
  };
}

/** The band that a kind and a width describe; `points` is the person's own, for `either`. */
export function bandOf(kind: Band['kind'], width: string, points: number): Band {
  const value = Number(width);
  if (kind === 'absolute') return { kind, points: value / 100 };
  if (kind === 'relative') return { kind, fraction: value / 100 };
  if (kind === 'either') return { kind, points, fraction: value / 100 };
  return kind === 'costAware' ? { kind, oneWayCost: value / 10_000 } : { kind };
}

export function controlsOf(texts: ControlTexts, points: number): SuggestionControls {
  return { invest: amountOf(texts.invest), need: amountOf(texts.need), expected: amountOf(texts.expect), band: bandOf(texts.kind, texts.width, points), destination: texts.to, lotMethod: texts.lots };
}

/** An address of the page with these controls. */
export function controlsQuery(texts: ControlTexts): string {
  return new URLSearchParams(Object.entries(texts)).toString();
}
