import { addDays, isoDay } from '@/lib/domain/foundation/iso-day';
import { formatNumber } from '@/lib/format/number';
import { formatPercent } from '@/lib/format/percent';
import { unusualWords } from '../unusual-words';

export interface AnomalyView {
  readonly day: string;
  readonly kind: string;
  readonly severity: 'flag' | 'watch';
  readonly detail: Readonly<Record<string, number>>;
  readonly until: string | null;
}

const n = (value: number | undefined, digits = 1): string => (value === undefined ? 'unknown' : formatNumber(value, { digits }));
const pct = (value: number | undefined): string => (value === undefined ? 'unknown' : formatPercent(value));

const WORDS: Readonly<Record<string, (detail: AnomalyView['detail']) => string>> = {
  move: (detail) => `a one-day move of ${pct(detail.change)}, ${n(detail.sigmas)} times its usual day (robust sigmas).`,
  turnover: (detail) => `traded value at least ${n(detail.lowest)} times the market cap for ${n(detail.days, 0)} days.`,
  surge: (detail) => `price ${n(detail.factor)} times that of a week before${detail.addressGrowth === undefined ? '' : `, active addresses ${pct(detail.addressGrowth)}`}.`,
  supply: (detail) => `supply up by ${pct(detail.jump)} in a day.`,
  liquidity: (detail) => `liquidity down by ${pct(detail.drop)} within 7 days.`,
  peg: (detail) => `at least ${pct(detail.off)} off its peg for ${n(detail.days, 0)} days.`,
  unusual: (detail) => `an unusual week for this token: ${unusualWords(detail)}.`,
};

/** An anomaly as a sentence with its numbers. */
export function anomalyWords(anomaly: AnomalyView): string {
  return WORDS[anomaly.kind]?.(anomaly.detail) ?? anomaly.kind;
}

/** The same on days in a row, told once. */
export interface AnomalyRun {
  readonly latest: AnomalyView;
  /** Its first day. */
  readonly from: string;
  readonly days: number;
}

/** Anomalies, newest first, those of one kind and severity on days in a row joined. Example: a peg broken on 29 and 30 Dec is one run of two days. */
export function anomalyRuns(anomalies: readonly AnomalyView[]): AnomalyRun[] {
  const runs: { latest: AnomalyView; from: string; days: number }[] = [];
  for (const anomaly of anomalies) {
    const open = runs.findLast(({ latest }) => latest.kind === anomaly.kind && latest.severity === anomaly.severity);
    if (open && addDays(isoDay(open.from), -1) === anomaly.day) Object.assign(open, { from: anomaly.day, days: open.days + 1 });
    else runs.push({ latest: anomaly, from: anomaly.day, days: 1 });
  }
  return runs;
}
