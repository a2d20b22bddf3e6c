import 'server-only';
import { createHash } from 'node:crypto';
import type { Methodology } from '@/lib/domain/indices/methodology';
import { PIPELINE_VERSION } from '@/lib/domain/indices/rules';

function sha256(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}

/** JSON with sorted keys, so that the order in which a rule was written down does not matter. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (inner !== null && typeof inner === 'object' && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner));
}

/** Identity of what a methodology decides: everything but its words. */
export function methodologyHash(methodology: Methodology): string {
  const { name: _name, summary: _summary, ...rules } = methodology;
  return sha256([canonical(rules)]);
}

/** Whether a forecast may have a part in an index. */
export const usesForecast = ({ selection }: Methodology): boolean => selection.by === 'forecast';

/** Identity of one index's results, from which they can be rebuilt: the market, the grades, the rules, the pipeline, and where it may use them the forecasts. */
export function indexInputHash(methodology: Methodology, contentHash: string, scoresHash: string, forecasts: string): string {
  return sha256([contentHash, scoresHash, methodologyHash(methodology), String(PIPELINE_VERSION), ...(usesForecast(methodology) ? [forecasts] : [])]);
}
