import { formatChange } from '@/lib/format/percent';
import { formatCount } from '@/lib/format/number';
import { MODEL_BASELINES, type ModelEvaluation } from '@/lib/schemas/api/model';
import { BASELINE_NAMES, BASELINE_TITLES, formatIc, formatT, regimeName, type Baseline } from './model-words';
import { MonthChart } from './month-chart';
import { monthWords } from './month-words';
import { runningSum, type MonthPanel, type MonthSeries } from './month-panels';

interface ProofChartProps {
  readonly evaluation: ModelEvaluation;
  readonly csvHref: string;
  readonly simulated: boolean;
}

const LOOK: Readonly<Record<Baseline, Pick<MonthSeries, 'name' | 'tone' | 'weight' | 'short'>>> = {
  momentum: { name: 'Momentum', tone: 'market', weight: 'thin', short: 'Mom.' },
  size: { name: 'Size, smaller first', tone: 'bitcoin', weight: 'thin', short: 'Size' },
  ridge: { name: 'Ridge regression', tone: 'ink-2', weight: 'dash', short: 'Ridge' },
};
const BAR_HEIGHT = 150;
const LINE_HEIGHT = 200;

const model = (values: MonthSeries['values']): MonthSeries => ({ key: 'model', name: 'Model', tone: 'ink', weight: 'bold', values });

function icPanels(evaluation: ModelEvaluation): MonthPanel[] {
  const { byMonth } = evaluation;
  const own = byMonth.map((month) => month.rankIc);
  const others = MODEL_BASELINES.map((baseline) => ({ key: baseline, ...LOOK[baseline], values: byMonth.map((month) => month.baselines[baseline]) })).filter(({ values }) => values.some((value) => value !== null));
  return [
    { kind: 'bars', series: [model(own)], height: BAR_HEIGHT, note: 'Each month; 1 is a perfect order, 0 a guess' },
    { kind: 'lines', series: [model(runningSum(own)), ...others.map((each) => ({ ...each, values: runningSum(each.values) }))], height: LINE_HEIGHT, note: 'Summed, beside the baselines' },
  ];
}

function icSummary({ rankIc, byMonth, baselines }: ModelEvaluation): string {
  const ahead = byMonth.filter((month) => month.rankIc > 0).length;
  const mean = rankIc.mean === null ? '' : ` The mean is ${formatIc(rankIc.mean)}${rankIc.t === null ? '' : ` (Newey–West t ${formatT(rankIc.t)})`}.`;
  const others = MODEL_BASELINES.flatMap((baseline) => (baselines[baseline] === null ? [] : [`${BASELINE_NAMES[baseline]} ${formatIc(baselines[baseline])}`]));
  return `Above zero in ${ahead} of ${formatCount(byMonth.length, 'month')}, ${monthWords(byMonth[0]?.month ?? '')} to ${monthWords(byMonth.at(-1)?.month ?? '')}.${mean}${others.length > 0 ? ` On the same rows: ${others.join(', ')}.` : ''}`;
}

/** Rank IC by month, and summed beside the baselines: the proof that the gate asks for. */
export function RankIcChart({ evaluation, csvHref, simulated }: ProofChartProps) {
  const { byMonth } = evaluation;
  const beside = [
    ...MODEL_BASELINES.map((baseline) => ({ key: baseline, name: BASELINE_TITLES[baseline], values: byMonth.map((month) => (month.baselines[baseline] === null ? null : formatIc(month.baselines[baseline]))) })),
    { key: 'assets', name: 'Tokens', values: byMonth.map((month) => String(month.assets)) },
    { key: 'regime', name: 'Regime', values: byMonth.map((month) => (month.regime === null ? null : regimeName(month.regime))) },
  ];
  return <MonthChart title="Rank IC by month, out of sample" months={byMonth.map(({ month }) => month)} panels={icPanels(evaluation)} format="ic" beside={beside} summary={icSummary(evaluation)} csvHref={csvHref} simulated={simulated} />;
}

function spreadSummary({ spreads, byMonth }: ModelEvaluation): string {
  const won = byMonth.filter((month) => (month.spreadNet ?? 0) > 0).length;
  const told = (name: string, value: number | null): string[] => (value === null ? [] : [`${name} ${formatChange(value, { digits: 2 })}`]);
  const parts = [...told('before costs', spreads.gross), ...told('costs', spreads.costs === null ? null : -spreads.costs), ...told('after costs', spreads.net)];
  return `The best fifth by forecast less the worst, equally weighted, over 30 days: above zero after costs in ${won} of ${formatCount(byMonth.length, 'month')}. A month on average: ${parts.join(', ')}${spreads.t === null ? '' : ` (t ${formatT(spreads.t)})`}.`;
}

/** What the order was worth: top less bottom fifth by month after costs, and summed before and after them. */
export function SpreadChart({ evaluation, csvHref, simulated }: ProofChartProps) {
  const { byMonth } = evaluation;
  const net = byMonth.map((month) => month.spreadNet);
  const gross = byMonth.map((month) => month.spreadGross);
  if (net.every((value) => value === null)) return null;
  const panels: MonthPanel[] = [
    { kind: 'bars', series: [{ key: 'net', name: 'After costs', short: 'After', tone: 'ink', weight: 'bold', values: net }], height: BAR_HEIGHT, note: 'Top less bottom fifth over 30 days, after costs' },
    {
      kind: 'lines', height: LINE_HEIGHT, note: 'Summed',
      series: [{ key: 'net', name: 'After costs', short: 'After', tone: 'ink', weight: 'bold', values: runningSum(net) }, { key: 'gross', name: 'Before costs', short: 'Before', tone: 'market', weight: 'thin', values: runningSum(gross) }],
    },
  ];
  return <MonthChart title="What the order was worth" months={byMonth.map(({ month }) => month)} panels={panels} format="percent" summary={spreadSummary(evaluation)} csvHref={csvHref} simulated={simulated} />;
}
