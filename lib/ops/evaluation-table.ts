import type { ModelReport } from '@/lib/schemas/api/model';

type Figure = number | null;

const plain = (value: Figure, digits: number): string => (value === null ? 'n/a' : value.toFixed(digits));
const percent = (value: Figure): string => (value === null ? 'n/a' : `${(100 * value).toFixed(2)} %`);
const withT = (value: Figure, t: Figure): string => `${plain(value, 4)} (t ${plain(t, 2)})`;

/** What is told of a market, line by line. */
const LINES: readonly (readonly [string, (report: ModelReport) => string])[] = [
  ['from … to', ({ from, to }) => `${from ?? 'n/a'} … ${to ?? 'n/a'}`],
  ['samples, tokens', ({ samples, assets }) => `${samples.toLocaleString('en-US')}, ${assets}`],
  ['months judged', ({ evaluation }) => String(evaluation.rankIc.months ?? 0)],
  ['mean rank IC', ({ evaluation: { rankIc } }) => withT(rankIc.mean, rankIc.t)],
  ['  30-day momentum', ({ evaluation }) => plain(evaluation.baselines.momentum, 4)],
  ['  size', ({ evaluation }) => plain(evaluation.baselines.size, 4)],
  ['  ridge', ({ evaluation }) => plain(evaluation.baselines.ridge, 4)],
  ['over the best baseline', ({ evaluation: { against } }) => (against ? `${withT(against.difference, against.t)} ${against.baseline}` : 'n/a')],
  ['spread before costs', ({ evaluation }) => percent(evaluation.spreads.gross)],
  ['spread net of costs', ({ evaluation }) => `${percent(evaluation.spreads.net)} (t ${plain(evaluation.spreads.t, 2)})`],
  ['turnover a step', ({ evaluation }) => percent(evaluation.spreads.turnover)],
  ['hit rate', ({ evaluation }) => percent(evaluation.hitRate)],
  ['deflated Sharpe', ({ evaluation }) => plain(evaluation.deflatedSharpe, 3)],
  ['P(overfitting)', ({ evaluation }) => plain(evaluation.overfittingProbability, 3)],
  ['gate', ({ gate }) => (gate.open ? 'open' : 'closed')],
  ['months open', ({ gateHistory }) => `${gateHistory.filter(({ open }) => open).length} of ${gateHistory.length}`],
];

function memberLines(reports: readonly ModelReport[]): (readonly [string, (report: ModelReport) => string])[] {
  const names = [...new Set(reports.flatMap(({ evaluation }) => evaluation.members.map(({ member }) => member)))];
  return names.map((name) => [
    `  ${name}`,
    ({ evaluation }) => {
      const own = evaluation.members.find(({ member }) => member === name);
      return own ? `${withT(own.rankIc, own.t)} × ${plain(own.weight, 2)}` : 'n/a';
    },
  ]);
}

/** A simulated market is marked wherever it is named. */
const named = ({ dataset, simulated }: ModelReport): string => (simulated ? `${dataset} (simulated)` : dataset);

/** A column a market, a line a figure, then what the gate says of each. Empty without a market. */
export function evaluationLines(reports: readonly ModelReport[]): string[] {
  if (reports.length === 0) return [];
  const rows = [...LINES.slice(0, 4), ...memberLines(reports), ...LINES.slice(4)].map(([name, told]) => [name, ...reports.map(told)]);
  const table = [['', ...reports.map(named)], ...rows];
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((cells) => (cells[column] ?? '').length)));
  const lines = table.map((cells) => cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] as number) : cell.padStart(widths[column] as number))).join('   ').trimEnd());
  return [...lines, '', ...reports.map((report) => `${named(report)}, ${report.version}: ${report.gate.reason}`)];
}
