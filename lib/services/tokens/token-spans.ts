import 'server-only';
import type { InputSpan, InputSpans } from '@/lib/domain/features/missing-reason';
import { REFERENCE_ASSET } from '@/lib/domain/features/rules';
import { readDailySpans, readMetricSpans, type FactSpan } from '@/lib/data/token-facts';

export interface TokenSpans {
  readonly spans: InputSpans;
  /** Whether supply is market cap ÷ close, since no source states it. */
  readonly supplyDerived: boolean;
}

function toMap(list: readonly FactSpan[], prefix = ''): Map<string, InputSpan> {
  return new Map(list.map(({ name, first, last }) => [`${prefix}${name}`, { first, last: last ?? first - 1 }]));
}

/** When each input of an asset had values, in days since 1970-01-01, as known by a day: three small queries instead of its history. */
export async function readTokenSpans(datasetId: number, assetId: string, day: string): Promise<TokenSpans> {
  const [daily, metrics, reference] = await Promise.all([
    readDailySpans(datasetId, assetId, day),
    readMetricSpans(datasetId, assetId, day),
    readDailySpans(datasetId, REFERENCE_ASSET, day),
  ]);
  const known = new Map([...toMap(daily), ...toMap(metrics, 'metric:')]);
  const supplyDerived = !known.has('supply');
  const cap = known.get('marketCap');
  if (supplyDerived && cap) known.set('supply', cap);
  const bitcoin = toMap(reference).get('close');
  if (bitcoin) known.set('reference', bitcoin);
  return { spans: (input) => known.get(input) ?? null, supplyDerived };
}
