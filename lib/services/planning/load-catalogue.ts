import 'server-only';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { listFirstSectors, listStoredIndices, listStoredLevels, type StoredIndex, type StoredLevels } from '@/lib/data/catalogue';
import { activeDataset } from '@/lib/data/dataset';
import { TIERS } from '@/lib/domain/planning/rules';
import type { Catalogue, CatalogueIndex } from '@/lib/domain/planning/types';

const tierSchema = z.enum(TIERS);
const holdingsSchema = z.array(z.object({ id: z.string(), weight: z.number() }));

/** Levels are read for a drawdown: ten significant digits say the same in half the bytes. */
const LEVEL_DIGITS = 10;

export const EMPTY_CATALOGUE: Catalogue = { version: 'none', indices: [], sectors: {} };

/** Kept between requests: it changes only when the indices are computed anew, which their version tells. */
const cache = new Map<string, Promise<Catalogue>>();

/** What plans choose from on the active dataset; empty while there is none. */
export async function loadCatalogue(): Promise<Catalogue> {
  const dataset = await activeDataset();
  if (dataset === null) return EMPTY_CATALOGUE;
  const stored = await listStoredIndices(dataset.id);
  const version = `${dataset.name}@${hashOf([dataset.contentHash, ...stored.map((index) => `${index.slug} ${index.version} ${index.status} ${index.inputHash}`)])}`;
  const found = cache.get(version) ?? build(dataset.id, version, stored);
  cache.clear();
  cache.set(version, found);
  found.catch(() => cache.delete(version));
  return found;
}

function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12);
}

async function build(datasetId: number, version: string, stored: readonly StoredIndex[]): Promise<Catalogue> {
  const [levels, sectors] = await Promise.all([listStoredLevels(datasetId), listFirstSectors(datasetId)]);
  const bySlug = new Map(levels.map((series) => [series.slug, series]));
  return { version, indices: stored.map((index) => toCatalogueIndex(index, bySlug.get(index.slug))), sectors };
}

function toCatalogueIndex(index: StoredIndex, levels: StoredLevels | undefined): CatalogueIndex {
  const holdings = holdingsSchema.parse(index.holdings).map(({ id, weight }) => ({ asset: id, weight }));
  return {
    slug: index.slug,
    name: index.name,
    tier: tierSchema.parse(index.tier),
    tags: index.tags,
    status: index.status === 'live' ? 'live' : 'waiting',
    order: index.position,
    holdings,
    cash: index.cash ?? 1 - holdings.reduce((total, { weight }) => total + weight, 0),
    levels: { firstDay: levels?.firstDay ?? 0, values: (levels?.values ?? []).map((value) => Number(value.toPrecision(LEVEL_DIGITS))) },
  };
}
