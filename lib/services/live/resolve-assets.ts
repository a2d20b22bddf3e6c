import 'server-only';
import type { PoolClient } from 'pg';
import { mappedAssets } from '@/lib/data/source-assets';
import { COIN_METRICS_IDS } from '@/lib/domain/market/live-identity';
import type { NetworkSource } from '@/lib/providers/live-port';

type Reader = Pick<PoolClient, 'query'>;

/** Sources that name assets by CoinGecko's ids. */
const SPEAKS_COINGECKO: ReadonlySet<string> = new Set(['defillama']);

/** Our ids of a source's ids; what nobody listed is absent. A ticker never identifies. */
export async function resolveAssets(client: Reader, source: NetworkSource, externalIds: readonly string[]): Promise<Map<string, string>> {
  const asked = [...new Set(externalIds)];
  const own = await mappedAssets(client, source, asked);
  const rest = asked.filter((id) => !own.has(id));
  if (rest.length === 0) return own;
  const coingecko = coingeckoNames(source, rest);
  const mapped = await mappedAssets(client, 'coingecko', [...coingecko.values()]);
  for (const [externalId, name] of coingecko) {
    const assetId = mapped.get(name);
    if (assetId !== undefined) own.set(externalId, assetId);
  }
  return own;
}

/** CoinGecko's name of each id, where the source's id gives it away. */
function coingeckoNames(source: NetworkSource, externalIds: readonly string[]): Map<string, string> {
  if (SPEAKS_COINGECKO.has(source)) return new Map(externalIds.map((id) => [id, id.replace(/^coingecko:/, '')]));
  // GitHub's is CoinGecko's name with the repositories behind it.
  if (source === 'github') return new Map(externalIds.map((id) => [id, id.split(' ')[0] as string]));
  if (source !== 'coinmetrics') return new Map();
  return new Map(externalIds.flatMap((id) => (COIN_METRICS_IDS[id] === undefined ? [] : [[id, COIN_METRICS_IDS[id]] as const])));
}
