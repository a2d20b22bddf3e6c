import { z } from 'zod';
import { CADENCES, DATA_NEEDS, INDEX_TAGS, SELECTION_MEASURES, TIERS, type Methodology } from '@/lib/domain/indices/methodology';
import { WEIGHT_METHODS } from '@/lib/domain/indices/weights/compute-weights';
import { CONSENSUS_KINDS } from '@/lib/domain/market/asset';

const share = z.number().min(0).max(1);
const whole = z.int().min(1);
const byAsset = z.record(z.string(), share);

/** A methodology as data: stored with its version, answered by the API, and the mirror of the domain's type. */
export const methodologySchema = z.strictObject({
  slug: z.string(),
  version: whole,
  name: z.string(),
  summary: z.string(),
  tier: z.enum(TIERS),
  tags: z.array(z.enum(INDEX_TAGS)),
  cadence: z.enum(CADENCES),
  universe: z.strictObject({
    screens: z.enum(TIERS),
    ranks: z.strictObject({ from: whole, to: whole.nullable() }).optional(),
    sectors: z.array(z.string()).optional(),
    withoutConsensus: z.array(z.enum(CONSENSUS_KINDS)).optional(),
    withoutLargestEcosystems: whole.optional(),
    minAgeDays: whole.optional(),
    minInvestorGrade: z.number().min(0).max(100).optional(),
  }),
  selection: z.strictObject({
    by: z.enum(SELECTION_MEASURES),
    count: whole.nullable(),
    buffer: z.strictObject({ enter: whole, leave: whole }).optional(),
    always: z.array(z.string()).optional(),
    perSector: z.strictObject({ count: whole, minEligible: whole }).optional(),
  }),
  weighting: z.strictObject({ scheme: z.enum([...WEIGHT_METHODS, 'equalRiskBySector']), tilt: z.literal('investorGrade').optional() }),
  caps: z.strictObject({ asset: share, assets: byAsset.optional(), floors: byAsset.optional(), sector: share.nullable() }),
  volatileBearCash: share.optional(),
  blend: z.array(z.strictObject({ of: z.string(), weight: share })).optional(),
  needs: z.array(z.enum(DATA_NEEDS)),
});

/** Reads a stored definition. Throws where it is not one: what we stored must parse. */
export function parseMethodology(definition: unknown): Methodology {
  return methodologySchema.parse(definition) as Methodology;
}
