import { addMonths, dayNumber, isoDay, weekday } from '../../foundation/iso-day';
import { neweyWest } from '../../foundation/newey-west';
import { mean } from '../../foundation/statistics';
import type { MonthIc } from './rank-ic';
import { DECISION_WEEKDAY, GATE_MIN_MONTHS, GATE_MONTHS, GATE_T, LABEL_DAYS } from './rules';
import { BASELINES, type Baseline } from './settings';

/** Monthly rank ICs of the ensemble and of each baseline on the same rows. */
export interface RaceMonth {
  readonly month: string;
  /** Day number on which the month's last label is known. */
  readonly knownOn: number;
  readonly ensemble: number;
  readonly baselines: Readonly<Record<Baseline, number>>;
}

/** Whether indices may use the forecast in a month, and what decided it; NaN where there is no figure yet. */
export interface GateState {
  readonly month: string;
  readonly open: boolean;
  /** Months that decided. */
  readonly months: number;
  readonly rankIc: number;
  /** The best baseline over those months. */
  readonly baseline: Baseline | null;
  readonly baselineIc: number;
  /** Newey–West t of the monthly differences. */
  readonly t: number;
  readonly reason: string;
}

/** Names of the baselines as they stand in a sentence. */
export const BASELINE_WORDS: Readonly<Record<Baseline, string>> = { momentum: '30-day momentum', size: 'size (smaller first)', ridge: 'a ridge regression' };

/** Day number on which the label of a month's last decision is known, whatever was known of it so far. Example: of January 2021 (last Sunday the 31st) it is 3 March. */
export function labelsKnownOn(month: string): number {
  const last = dayNumber(addMonths(isoDay(`${month}-01`), 1)) - 1;
  return last - ((weekday(last) - DECISION_WEEKDAY + 7) % 7) + LABEL_DAYS;
}

/** From month ICs whose scores are the ensemble and the baselines, in this order; a baseline that says nothing in a month is neutral, 0. Example: 0.1 against 0, 0 and 0. */
export function raceOf(months: readonly Pick<MonthIc, 'month' | 'ics'>[]): RaceMonth[] {
  const spoken = (ic: number | undefined): number => (ic === undefined || Number.isNaN(ic) ? 0 : ic);
  return months.map(({ month, ics: [ensemble, momentum, size, ridge] }) => ({
    month,
    knownOn: labelsKnownOn(month),
    ensemble: ensemble as number,
    baselines: { momentum: spoken(momentum), size: spoken(size), ridge: spoken(ridge) },
  }));
}

/** The baseline with the highest mean rank IC over some months and by how much the ensemble exceeds it; null without months. Example: of 0.02, 0.01 and 0.03 it is the ridge. */
export function bestBaseline(months: readonly RaceMonth[]): { baseline: Baseline; baselineIc: number; difference: number; t: number } | null {
  if (months.length === 0) return null;
  const means = BASELINES.map((name) => mean(months.map(({ baselines }) => baselines[name])));
  const baseline = BASELINES[means.indexOf(Math.max(...means))] as Baseline;
  const { mean: difference, t } = neweyWest(months.map(({ ensemble, baselines }) => ensemble - baselines[baseline]));
  return { baseline, baselineIc: Math.max(...means), difference, t };
}

/** A figure of a sentence, with a true minus. */
function figure(value: number, digits: number): string {
  return Number.isNaN(value) ? 'n/a' : value.toFixed(digits).replace('-', '−');
}

function reasonOf(state: Omit<GateState, 'reason'>): string {
  const { open, months, rankIc, baseline, baselineIc, t } = state;
  if (months < GATE_MIN_MONTHS || baseline === null) {
    const judged = months === 0 ? 'no month' : months === 1 ? '1 month' : `${months} months`;
    return `The model has been judged out of sample over ${judged}; the gate needs ${GATE_MIN_MONTHS}. Indices use the rule-based grade.`;
  }
  const figures = `rank IC ${figure(rankIc, 3)} against ${figure(baselineIc, 3)}`;
  const over = `over the last ${months} months`;
  if (open) return `The model beat ${BASELINE_WORDS[baseline]} ${over} (${figures}, t ${figure(t, 2)}). Indices may use the forecast.`;
  if (rankIc <= baselineIc) return `The model did not beat ${BASELINE_WORDS[baseline]} ${over} (${figures}). Indices use the rule-based grade.`;
  return `The model did not beat ${BASELINE_WORDS[baseline]} clearly ${over} (${figures}, t ${figure(t, 2)}, needed ${GATE_T}). Indices use the rule-based grade.`;
}

/**
 * The gate (Rule 3.5) in one month, from the months whose labels were all known before it began: open while the ensemble's mean rank IC over
 * the last 36 of them (at least 24) beats the best baseline's with a Newey–West t ≥ 2. Example: with 23 known months it is closed.
 */
export function gateIn(month: string, race: readonly RaceMonth[]): GateState {
  const first = dayNumber(isoDay(`${month}-01`));
  const known = race.filter(({ knownOn }) => knownOn < first).slice(-GATE_MONTHS);
  const best = bestBaseline(known);
  const rankIc = mean(known.map(({ ensemble }) => ensemble));
  const open = known.length >= GATE_MIN_MONTHS && best !== null && rankIc > best.baselineIc && best.t >= GATE_T;
  const state = { month, open, months: known.length, rankIc, baseline: best?.baseline ?? null, baselineIc: best?.baselineIc ?? Number.NaN, t: best?.t ?? Number.NaN };
  return { ...state, reason: reasonOf(state) };
}

/** The gate in every month from one to another (`YYYY-MM`), each as it stood then. Example: a year has twelve states. */
export function gateHistory(race: readonly RaceMonth[], from: string, to: string): GateState[] {
  const states: GateState[] = [];
  for (let month = from; month <= to; month = addMonths(isoDay(`${month}-01`), 1).slice(0, 7)) states.push(gateIn(month, race));
  return states;
}

/** Whether the gate was open on a day; closed in months that are not told. Example: without a history it is closed. */
export function openOn(history: readonly Pick<GateState, 'month' | 'open'>[], day: string): boolean {
  return history.find(({ month }) => month === day.slice(0, 7))?.open === true;
}

/** The newest state and the first day of the month since which it has been so; closed without a history. Example: closed since the first month. */
export function gateNow(history: readonly Pick<GateState, 'month' | 'open' | 'reason'>[]): { open: boolean; since: string | null; reason: string } {
  const newest = history.at(-1);
  if (!newest) return { open: false, since: null, reason: 'There is no trained model yet. Indices use the rule-based grade.' };
  const changed = history.findLastIndex(({ open }) => open !== newest.open);
  return { open: newest.open, since: `${history[changed + 1]?.month ?? newest.month}-01`, reason: newest.reason };
}
