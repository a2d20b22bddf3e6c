import 'server-only';
import { sourceNames } from '@/lib/data/backfill-universe';
import { standing } from '@/lib/domain/market/live-classification';
import { COIN_METRICS_IDS } from '@/lib/domain/market/live-identity';
import { githubName } from '@/lib/providers/github/name';
import type { NetworkSource } from '@/lib/providers/live-port';
import { parseDossier } from './dossier';
import { LISTS_MARKET } from './live';

/** How a source that lists nothing itself is asked for an asset, from what the market's listing calls it. */
const TRANSLATIONS: Readonly<Record<string, (listedId: string, detail: unknown) => string | null>> = {
  defillama: (listedId) => listedId,
  coinmetrics: (listedId) => COIN_METRICS_NAMES.get(listedId) ?? null,
  github: (listedId, detail) => githubName(listedId, standing(parseDossier(detail)).repositories),
};

const COIN_METRICS_NAMES = new Map(Object.entries(COIN_METRICS_IDS).map(([name, listedId]) => [listedId, name]));

/** What a source calls each of our assets; those that it cannot be asked for are absent. */
export async function askingNames(source: NetworkSource): Promise<Map<string, string>> {
  const translate = TRANSLATIONS[source];
  const names = await sourceNames(translate ? LISTS_MARKET : source);
  return new Map(
    names.flatMap(({ assetId, externalId, detail }) => {
      const name = translate ? translate(externalId, detail) : externalId;
      return name === null ? [] : [[assetId, name] as const];
    }),
  );
}
