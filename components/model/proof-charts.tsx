'use client';

import { cut, type Window } from '@/components/charts/windows';
import { formatCount } from '@/lib/format/number';
import { formatChange } from '@/lib/format/percent';
import { MODEL_BASELINES, type ModelEvaluation } from '@/lib/schemas/api/model';
import { BASELINE_NAMES, BASELINE_TITLES, chanceWords, formatIc, regimeName, type Baseline } from './model-words';
import { MonthChart, type MonthPlace } from './month-chart';
import { monthWords } from './month-words';
import type { MonthPanel, MonthSeries } from './month-panels';

interface ProofChartProps {
  readonly evaluation: Pick<ModelEvaluation, 'byMonth' | 'rankIc' | 'spreads'>;
  readonly place: MonthPlace;
}

const LOOK: Readonly<Record<Baseline, Pick<MonthSeries, 'name' | 'tone' | 'weight' | 'short'>>> = {
  momentum: { name: 'Momentum', tone: 'market', weight: 'thin', short: 'Mom.' },
  size: { name: 'Size, smaller first', tone: 'bitcoin', weight: 'thin', short: 'Size' },
  ridge: { name: 'Ridge regression', tone: 'ink-2', weight: 'dash', short: 'Ridge' },
};
const BAR_HEIGHT = 150;
const LINE_HEIGHT = 200;
const ADDED = 'Added up over the months shown';

type Months = ModelEvaluation['byMonth'];

const model = (values: MonthSeries['values']): MonthSeries => ({ key: 'model', name: 'Model', tone: 'ink', weight: 'bold', values });

/** The mean of what is known; null where nothing is. */
export function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value): value is number => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

const spanOf = (months: Months): string => `${monthWords(months[0]?.month ?? '')} to ${monthWords(months.at(-1)?.month ?? '')}`;

function icPanels(byMonth: Months): MonthPanel[] {
  const own = byMonth.map((month) => month.rankIc);
  const others = MODEL_BASELINES.map((baseline) => ({ key: baseline, ...LOOK[baseline], values: byMonth.map((month) => month.baselines[baseline]) })).filter(({ values }) => values.some((value) => value !== null));
  return [
    { kind: 'bars', series: [model(own)], height: BAR_HEIGHT, note: 'Each month: 1 is the right order, 0 a guess' },
    { kind: 'lines', series: [model(own), ...others], summed: true, height: LINE_HEIGHT, note: `${ADDED}, with baselines` },
  ];
}

/** Rank IC over the months shown, in words; how sure it is only for all of them. */
export function icSummary({ byMonth, rankIc }: Pick<ModelEvaluation, 'byMonth' | 'rankIc'>, window: Window): string {
  const part = cut(byMonth, window);
  const ahead = part.filter((month) => month.rankIc > 0).length;
  const mean = meanOf(part.map((month) => month.rankIc));
  const sure = part.length === byMonth.length && rankIc.t !== null ? `, ${chanceWords(rankIc.t)}` : '';
  const others = MODEL_BASELINES.flatMap((baseline) => {
    const other = meanOf(part.map((month) => month.baselines[baseline]));
    return other === null ? [] : [`${BASELINE_NAMES[baseline]} ${formatIc(other)}`];
  });
  return `How well the order of the forecasts matched what came 30 days later (rank IC): above zero in ${ahead} of ${formatCount(part.length, 'month')}, ${spanOf(part)}${mean === null ? '' : `; ${formatIc(mean)} on average${sure}`}.${others.length > 0 ? ` Over the same months: ${others.join(', ')}.` : ''}`;
}

/** Rank IC by month, and summed beside the baselines: the proof that the gate asks for. */
export function RankIcChart({ evaluation, place }: ProofChartProps) {
  const { byMonth } = evaluation;
  const beside = [
    ...MODEL_BASELINES.map((baseline) => ({ key: baseline, name: BASELINE_TITLES[baseline], values: byMonth.map((month) => (month.baselines[baseline] === null ? null : formatIc(month.baselines[baseline]))) })),
    { key: 'assets', name: 'Tokens', values: byMonth.map((month) => String(month.assets)) },
    { key: 'regime', name: 'Regime', values: byMonth.map((month) => (month.regime === null ? null : regimeName(month.regime))) },
  ];
  return <MonthChart title="Was the order right?" months={byMonth.map(({ month }) => month)} panels={icPanels(byMonth)} format="ic" beside={beside} summary={(shown) => icSummary(evaluation, shown)} place={place} />;
}

/** What the spread came to over the months shown, in words. */
export function spreadSummary({ byMonth, spreads }: Pick<ModelEvaluation, 'byMonth' | 'spreads'>, window: Window): string {
  const part = cut(byMonth, window);
  const won = part.filter((month) => (month.spreadNet ?? 0) > 0).length;
  const [gross, net] = [meanOf(part.map((month) => month.spreadGross)), meanOf(part.map((month) => month.spreadNet))];
  const told = (name: string, value: number | null): string[] => (value === null ? [] : [`${name} ${formatChange(value, { digits: 2 })}`]);
  const parts = [...told('before costs', gross), ...told('costs', gross === null || net === null ? null : net - gross), ...told('after costs', net)];
  const sure = part.length === byMonth.length && spreads.t !== null ? `, ${chanceWords(spreads.t)}` : '';
  return `The fifth of the tokens forecast best less the fifth forecast worst, equally weighted, held 30 days (spread): above zero after costs in ${won} of ${formatCount(part.length, 'month')}, ${spanOf(part)}. A month on average: ${parts.join(', ')}${sure}.`;
}

/** What the order was worth: top less bottom fifth by month after costs, and summed before and after them. */
export function SpreadChart({ evaluation, place }: ProofChartProps) {
  const { byMonth } = evaluation;
  const net: MonthSeries = { key: 'net', name: 'After costs', short: 'After', tone: 'ink', weight: 'bold', values: byMonth.map((month) => month.spreadNet) };
  const gross: MonthSeries = { key: 'gross', name: 'Before costs', short: 'Before', tone: 'market', weight: 'thin', values: byMonth.map((month) => month.spreadGross) };
  if (net.values.every((value) => value === null)) return null;
  const panels: MonthPanel[] = [
    { kind: 'bars', series: [net], height: BAR_HEIGHT, note: 'Best fifth less worst fifth, after costs' },
    { kind: 'lines', series: [net, gross], summed: true, height: LINE_HEIGHT, note: `${ADDED}, not compounded` },
  ];
  return <MonthChart title="What was the order worth?" months={byMonth.map(({ month }) => month)} panels={panels} format="percent" summary={(shown) => spreadSummary(evaluation, shown)} place={place} />;
}
