import { formatPercent, formatPercentRange } from '@/lib/format/percent';

/** Weights are fractions. `after` only where there is a trade. A band is [lower, upper]; its edges are inside. */
export interface GaugeInput {
  readonly now: number;
  readonly after?: number | null;
  readonly target?: number | null;
  readonly lower?: number | null;
  readonly upper?: number | null;
}

const STEP = 0.05;
const SHORT_MOVE = 0.15;
const TINY_MOVE = 0.045;
/** Float noise must not push a weight that is exactly on the edge outside. */
const TOLERANCE = 1e-9;

/** The scale's end: the widest weight, edge or target on the page, rounded up to 5 points; one scale for all gauges of a page. */
export function gaugeScale(gauges: readonly GaugeInput[]): number {
  const widest = gauges.reduce((most, gauge) => Math.max(most, gauge.now, gauge.after ?? 0, gauge.target ?? 0, gauge.upper ?? 0), 0);
  return Math.max(STEP, Math.ceil(widest / STEP - TOLERANCE) * STEP);
}

/** Ticks of the printed scale: every 5, 10 or 20 points, at most eight. */
export function gaugeTicks(end: number): number[] {
  const step = [0.01, 0.05, 0.1, 0.2, 0.5].find((size) => end / size <= 8 + TOLERANCE) ?? 1;
  return Array.from({ length: Math.floor(end / step + TOLERANCE) + 1 }, (_, tick) => tick * step);
}

export function isOutside({ now, lower, upper }: GaugeInput): boolean {
  return (lower !== null && lower !== undefined && now < lower - TOLERANCE) || (upper !== null && upper !== undefined && now > upper + TOLERANCE);
}

export interface GaugeGeometry {
  readonly outside: boolean;
  /** Positions in percent of the width. */
  readonly now: number;
  readonly after: number | null;
  readonly target: number | null;
  readonly band: { readonly from: number; readonly width: number } | null;
  readonly move: { readonly from: number; readonly to: number; readonly left: boolean; readonly short: boolean; readonly tiny: boolean } | null;
}

function moveOf(now: number, after: number | null): GaugeGeometry['move'] {
  if (after === null) return null;
  const length = Math.abs(after - now) / 100;
  return { from: now, to: after, left: after < now, short: length < SHORT_MOVE, tiny: length < TINY_MOVE };
}

/** x is weight ÷ scale end, in percent, kept on the drawing. */
export function gaugeGeometry(gauge: GaugeInput, end: number): GaugeGeometry {
  const x = (weight: number): number => Math.min(100, Math.max(0, (weight / end) * 100));
  const after = gauge.after === null || gauge.after === undefined ? null : x(gauge.after);
  const lower = gauge.lower ?? null;
  const upper = gauge.upper ?? null;
  return {
    outside: isOutside(gauge),
    now: x(gauge.now),
    after,
    target: gauge.target === null || gauge.target === undefined ? null : x(gauge.target),
    band: lower === null || upper === null ? null : { from: x(lower), width: x(upper) - x(lower) },
    move: moveOf(x(gauge.now), after),
  };
}

/** What the drawing says: “31.5 % → 28.0 %, target 26.2 %, acts outside 22.4–29.9 %”. */
export function gaugeWords(gauge: GaugeInput, digits = 1): string {
  const move = gauge.after === null || gauge.after === undefined ? '' : ` → ${formatPercent(gauge.after, { digits })}`;
  const target = gauge.target === null || gauge.target === undefined ? '' : `, target ${formatPercent(gauge.target, { digits })}`;
  const band = gauge.lower === null || gauge.lower === undefined || gauge.upper === null || gauge.upper === undefined ? '' : `, acts outside ${formatPercentRange(gauge.lower, gauge.upper, { digits })}`;
  return `${formatPercent(gauge.now, { digits })}${move}${target}${band}`;
}

/** How much of the half of its band a weight has used: 0 at the target, 1 at the edge, above 1 outside. Null without a band. */
export function bandUsed({ now, target, lower, upper }: GaugeInput): number | null {
  if (target === null || target === undefined || lower === null || lower === undefined || upper === null || upper === undefined) return null;
  const room = now >= target ? upper - target : target - lower;
  return room > 0 ? Math.abs(now - target) / room : now === target ? 0 : null;
}
