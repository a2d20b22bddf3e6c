import type { IndexDetailShape, IndexLevelsShape, IndexRebalanceShape } from '@/lib/schemas/api/indices';
import { csvField } from '../tokens/screener-csv';

type Cell = string | number | null;

function csv(head: readonly string[], rows: readonly (readonly Cell[])[], dataset: string): string {
  const lines = rows.map((row) => [...row, dataset].map((cell) => csvField(cell)).join(','));
  return `${[[...head, 'dataset'].join(','), ...lines].join('\r\n')}\r\n`;
}

/** One row a day; empty is missing; the dataset on each row says where it comes from and whether it is simulated. */
export function levelsCsv({ days, gross, net, bitcoin, marketCap, unrebalanced }: IndexLevelsShape, dataset: string): string {
  const rows = days.map((day, i) => [day, gross[i] ?? null, net[i] ?? null, bitcoin[i] ?? null, marketCap[i] ?? null, unrebalanced[i] ?? null]);
  return csv(['day', 'gross', 'net', 'bitcoin', 'marketCap', 'unrebalanced'], rows, dataset);
}

/** One row a day on which all have a level, one column an index. */
export function comparedCsv(days: readonly string[], series: readonly { readonly slug: string; readonly levels: readonly number[] }[], dataset: string): string {
  return csv(['day', ...series.map(({ slug }) => slug)], days.map((day, i) => [day, ...series.map(({ levels }) => levels[i] ?? null)]), dataset);
}

/** One row a holding, and one for cash; weights are fractions; `stale` names what nothing is advised about, with the hours since its close. */
export function holdingsCsv({ holdings, cash, lastDay, stale }: IndexDetailShape, dataset: string): string {
  const old = new Map(stale.map((each) => [each.id, each]));
  const rows: Cell[][] = holdings.map(({ id, symbol, name, weight, target, investorGrade, change30d }) => [lastDay, id, symbol, name, weight, target, investorGrade, change30d, old.get(id)?.state ?? null, old.get(id)?.ageHours ?? null]);
  return csv(['day', 'id', 'symbol', 'name', 'weight', 'target', 'investorGrade', 'change30d', 'stale', 'ageHours'], [...rows, [lastDay, 'cash', 'USD', 'Cash', cash, null, null, null, null, null]], dataset);
}

/** One row a trade, oldest first. */
export function rebalancesCsv(rebalances: readonly IndexRebalanceShape[], dataset: string): string {
  const rows = rebalances.flatMap(({ day, determinedDay, kind, turnover, costBps, trades }) => trades.map(({ id, symbol, from, to, rank, reason }): Cell[] => [day, determinedDay, kind, id, symbol, from, to, rank, reason, turnover, costBps]));
  return csv(['day', 'determinedDay', 'kind', 'id', 'symbol', 'from', 'to', 'rank', 'reason', 'turnover', 'costBps'], rows, dataset);
}

/** Names the dataset, and says where it is simulated. */
export function datasetMark(dataset: { readonly name: string; readonly simulated: boolean } | null): string {
  return dataset === null ? 'none' : dataset.simulated ? `${dataset.name} (simulated)` : dataset.name;
}

/** An answer that a browser saves. */
export function csvResponse(text: string, name: string): Response {
  return new Response(text, { headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name}.csv"` } });
}
