import 'server-only';
import { createHash } from 'node:crypto';
import type { Feature } from '@/lib/domain/features/feature';
import { SCORE_RULES_VERSION } from '@/lib/domain/scores/rules';
import { declarationOf, FEATURES } from '@/lib/domain/features/registry';

function sha256(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}

/** Identity of a feature set: every declaration, since all count in coverage, and which of them are fed. */
export function featureSetHash(fed: readonly Feature[]): string {
  return sha256([...FEATURES.map(declarationOf), 'fed', ...fed.map((feature) => feature.code)]);
}

/** Identity of the scores: what was imported, what was measured, by which rules. */
export function scoresInputHash(contentHash: string, featureSet: string): string {
  return sha256([contentHash, featureSet, SCORE_RULES_VERSION]);
}
