import 'server-only';
import { createHash } from 'node:crypto';
import { dayNumber } from '@/lib/domain/foundation/iso-day';
import type { Feature } from '@/lib/domain/features/feature';
import { declarationOf, FEATURES } from '@/lib/domain/features/registry';
import type { Asset } from '@/lib/domain/market/asset';
import type { MarketPanel } from '@/lib/domain/market/panel';
import { SCORE_RULES_VERSION } from '@/lib/domain/scores/rules';

function sha256(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}

/** Identity of a feature set: every declaration, since all count in coverage, and which of them are fed. */
export function featureSetHash(fed: readonly Pick<Feature, 'code'>[]): string {
  return sha256([...FEATURES.map(declarationOf), 'fed', ...fed.map((feature) => feature.code)]);
}

/** Identity of the scores: what was imported, what was measured, by which rules. */
export function scoresInputHash(contentHash: string, featureSet: string): string {
  return sha256([contentHash, featureSet, SCORE_RULES_VERSION]);
}

/** What of an asset's description grades and indices depend on. */
function described({ id, kind, sectors, ecosystem, consensus, maxSupply }: Asset): string {
  return JSON.stringify([id, kind, sectors, ecosystem, consensus, maxSupply]);
}

/**
 * By row of the panel, the identity of the scores of that day: the digests of all days up to it, the assets that had begun by then, what was
 * measured, by which rules. A later day changes no earlier hash. `digests` by day number; a day without facts has none.
 */
export function dayInputHashes(panel: MarketPanel, digests: ReadonlyMap<number, string>, featureSet: string): string[] {
  const begun = new Map<number, string[]>();
  for (const asset of panel.assets) {
    const day = dayNumber(asset.firstDay);
    begun.set(day, [...(begun.get(day) ?? []), described(asset)]);
  }
  let hash = sha256(['days', featureSet, SCORE_RULES_VERSION]);
  return Array.from({ length: panel.days }, (_, row) => {
    const day = panel.start + row;
    hash = sha256([hash, String(day), digests.get(day) ?? '', ...(begun.get(day) ?? [])]);
    return hash;
  });
}
