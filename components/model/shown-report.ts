import type { ModelReport, ModelShape } from '@/lib/schemas/api/model';

/** What the page shows of one market: its proof, gate and name. */
export type ShownReport = Pick<ModelReport, 'dataset' | 'simulated' | 'active' | 'evaluation' | 'gate' | 'gateHistory' | 'limits'>;

/** The proof asked for by name, null where there is no such; without a name the active market's, null while there is none. */
export function shownReport(model: ModelShape, asked: string | undefined): ShownReport | null {
  const found = model.evaluations.find(({ dataset }) => dataset === asked);
  if (found) return found;
  if (asked !== undefined && asked !== model.dataset) return null;
  if (model.dataset === null) return model.evaluations[0] ?? null;
  const { dataset, simulated, evaluation, gate, gateHistory, limits } = model;
  return { dataset, simulated, active: true, evaluation, gate, gateHistory, limits };
}
