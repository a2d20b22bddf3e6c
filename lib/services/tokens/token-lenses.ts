import 'server-only';
import { dayFromNumber } from '@/lib/domain/foundation/iso-day';
import { toNullable } from '@/lib/domain/foundation/missing';
import type { Feature } from '@/lib/domain/features/feature';
import { LENSES, LENS_NAMES } from '@/lib/domain/features/lens';
import { lastDescribedDay, lastInputDay, missingReason, type MissingReason } from '@/lib/domain/features/missing-reason';
import { FEATURES } from '@/lib/domain/features/registry';
import type { Asset } from '@/lib/domain/market/asset';
import { INVESTOR_WEIGHTS, TRADER_WEIGHTS } from '@/lib/domain/scores/rules';
import type { TokenFeature, TokenLens } from '@/lib/schemas/token-view';
import type { DayScores } from './day-scores';
import type { sourceNames } from './source-names';
import { featureSource } from './source-names';
import type { TokenSpans } from './token-spans';

export interface LensContext {
  readonly asset: Asset;
  /** Day number of the scores. */
  readonly day: number;
  readonly fed: ReadonlySet<string>;
  readonly spans: TokenSpans;
  readonly names: ReturnType<typeof sourceNames>;
}

function reasonOf(feature: Feature, context: LensContext): MissingReason {
  const reason = missingReason(feature, context.asset, context.spans.spans, context.day);
  return reason === 'not-applicable' || context.fed.has(feature.code) ? reason : 'no-data-source';
}

function readFeature(feature: Feature, index: number, scores: DayScores | null, context: LensContext): TokenFeature {
  const value = toNullable(scores?.values[index]);
  const last = lastInputDay(feature, context.spans.spans);
  const described = lastDescribedDay(feature, context.spans.spans);
  const known = value !== null && last !== null;
  const missing = value === null ? reasonOf(feature, context) : null;
  return {
    code: feature.code,
    name: feature.name,
    family: feature.family,
    unit: feature.unit,
    direction: feature.direction,
    signed: feature.range[0] < 0,
    formula: feature.formula,
    reference: feature.reference,
    value,
    grade: toNullable(scores?.grades[index]),
    source: featureSource(feature, context.names, context.spans.supplyDerived),
    day: described === null || missing === 'no-data-source' || missing === 'not-applicable' ? null : dayFromNumber(described),
    knownAt: known ? `${dayFromNumber(last + 1)}T00:00:00Z` : null,
    missing,
    notApplicable: missing === 'not-applicable' ? (feature.applies?.otherwise ?? null) : null,
    waitsFor: missing === 'no-data-source' ? feature.needs.filter((need) => need.startsWith('metric:')).map((need) => need.slice('metric:'.length)) : [],
  };
}

/** All six lenses with every declared feature (Rule 3.1), whatever is missing. */
export function readLenses(scores: DayScores | null, context: LensContext): TokenLens[] {
  return LENSES.map((lens, position) => {
    const features = FEATURES.flatMap((feature, index) => (feature.lens === lens ? [readFeature(feature, index, scores, context)] : []));
    const families = [...new Set(features.filter((feature) => feature.missing !== 'not-applicable').map((feature) => feature.family))];
    return {
      lens,
      name: LENS_NAMES[lens],
      grade: toNullable(scores?.grade?.lensGrades[position]),
      coverage: toNullable(scores?.grade?.lensCoverage[position]) ?? 0,
      investorWeight: INVESTOR_WEIGHTS[lens],
      traderWeight: TRADER_WEIGHTS[lens],
      families: families.map((family) => ({ family, present: features.some((feature) => feature.family === family && feature.grade !== null) })),
      features,
    };
  });
}
