import { z } from 'zod';
import type { ModelReport, ModelShape } from '@/lib/schemas/api/model';
import { csvResponse, datasetMark } from '../indices/index-csv';
import { csvField } from '../tokens/screener-csv';
import { importanceRows } from './inputs';
import { shownReport } from './shown-report';

type Cell = string | number | boolean | null;

export type ModelTable = 'months' | 'gate' | 'calibration' | 'features';

type Proof = Pick<ModelReport, 'evaluation' | 'gateHistory'>;

function months({ evaluation }: Proof): Cell[][] {
  return [
    ['month', 'rankIc', 'momentum', 'size', 'ridge', 'spreadGross', 'spreadNet', 'assets', 'regime'],
    ...evaluation.byMonth.map((row) => [row.month, row.rankIc, row.baselines.momentum, row.baselines.size, row.baselines.ridge, row.spreadGross, row.spreadNet, row.assets, row.regime]),
  ];
}

function gate({ gateHistory }: Proof): Cell[][] {
  return [
    ['month', 'open', 'months', 'rankIc', 'baseline', 'baselineIc', 't', 'reason'],
    ...gateHistory.map((row) => [row.month, row.open, row.months, row.rankIc, row.baseline, row.baselineIc, row.t, row.reason]),
  ];
}

function calibration({ evaluation }: Proof): Cell[][] {
  return [['predicted', 'observed', 'count'], ...evaluation.calibration.map((bin) => [bin.predicted, bin.observed, bin.count])];
}

function features(list: ModelShape['features']): Cell[][] {
  return [['code', 'name', 'lens', 'importance', 'share'], ...importanceRows(list).map((row) => [row.code, row.name, row.lens, row.importance, row.share])];
}

/** One table of the model's proof with the market on each row; empty is missing. */
export function modelCsv(table: ModelTable, proof: Proof, list: ModelShape['features'], dataset: string): string {
  const rows = table === 'months' ? months(proof) : table === 'gate' ? gate(proof) : table === 'calibration' ? calibration(proof) : features(list);
  const lines = rows.map((row, i) => [...row, i === 0 ? 'dataset' : dataset].map((cell) => csvField(cell)).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

const query = z.strictObject({ market: z.string().min(1).max(200).optional() });

function refuse(status: 404 | 422, words: string): Response {
  return new Response(`${words}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}

/** A table as a download, of the market asked for (`?market=`); 404 where there is no proof of it. */
export function modelCsvResponse(table: ModelTable, model: ModelShape, { searchParams }: URL): Response {
  const asked = query.safeParse(Object.fromEntries(searchParams));
  if (!asked.success) return refuse(422, 'The only parameter is market, the name of a market that was judged.');
  const report = shownReport(model, asked.data.market);
  if (report === null || (table === 'features' && !report.active)) return refuse(404, 'There is no such proof.');
  return csvResponse(modelCsv(table, report, model.features, datasetMark({ name: report.dataset, simulated: report.simulated })), `model-${table}-${report.dataset}`);
}
