import 'server-only';
import { z } from 'zod';
import { countLiveIndices, loadLeads, loadMood, loadRegimeBefore, type LeadRecord, type MoodRecord } from '@/lib/data/overview';
import { addDays, type IsoDay } from '@/lib/domain/foundation/iso-day';
import { bandMultiple, REGIMES, type Regime } from '@/lib/domain/market/regime';
import { computeMetrics } from '@/lib/domain/performance/compute-metrics';
import { countStale } from '@/lib/services/indices/read-indices';
import { readShell, type DatasetSummary } from './read-shell';

/** Each tier's lead index (Rulebook section 4). */
const LEADS = { conservative: 'large-cap-10', balanced: 'broad-market-20', aggressive: 'small-cap-growth' } as const;
type Tier = keyof typeof LEADS;
const YEAR_DAYS = 365;

export interface RegimeLine {
  readonly day: string;
  readonly regime: Regime | null;
  /** What it does to the bands, e.g. 0.75. */
  readonly bandMultiple: number;
  /** Level against its 200-day mean, and whether that mean rises. */
  readonly aboveMean: number;
  readonly rising: boolean;
  readonly efficiency: number;
  readonly volatility30d: number;
  /** Place among the last two years' readings, 0 to 1. */
  readonly volatilityRank: number;
  /** Fear and greed of that day: told beside it, it decides nothing. */
  readonly mood: MoodRecord | null;
}

export interface TierLead {
  readonly tier: Tier;
  readonly slug: string;
  readonly indices: number;
  /** Null while the lead is not computed or waits for data. */
  readonly lead: {
    readonly name: string;
    readonly days: readonly string[];
    /** Null before the index started. */
    readonly levels: readonly (number | null)[];
    readonly bitcoin: readonly (number | null)[];
    readonly totalReturn: number | null;
    readonly maxDrawdown: number | null;
    readonly volatility: number | null;
    /** First day with a level in this year. */
    readonly start: string;
    /** Days that the figures cover: a year, or as long as there is. */
    readonly span: number;
    /** Positions that nothing is advised about, and all. */
    readonly stale: number;
    readonly holdings: number;
  } | null;
}

export interface Overview {
  readonly dataset: DatasetSummary;
  readonly regime: RegimeLine | null;
  readonly tiers: readonly TierLead[];
}

const detailSchema = z.object({ level: z.number(), mean200d: z.number(), slope: z.number(), efficiency: z.number(), volatility30d: z.number(), volatilityRank: z.number() });

/** Yesterday's regime: today's is only known once today is over (Rule 6.4). */
async function regimeLine(datasetId: number, lastDay: string): Promise<RegimeLine | null> {
  const record = await loadRegimeBefore(datasetId, lastDay);
  const detail = detailSchema.safeParse(record?.detail);
  if (record === null || !detail.success) return null;
  const regime = REGIMES.find((each) => each === record.regime) ?? null;
  const { level, mean200d, slope, efficiency, volatility30d, volatilityRank } = detail.data;
  return { day: record.day, regime, bandMultiple: bandMultiple(regime), aboveMean: level / mean200d - 1, rising: slope > 0, efficiency, volatility30d, volatilityRank, mood: await loadMood(datasetId, record.day) };
}

/** All three leads stand on the same year of days, so that their charts share one axis of time. */
function leadOf(record: LeadRecord | undefined, year: readonly IsoDay[], ages: { readonly stale: number; readonly holdings: number } | undefined): TierLead['lead'] {
  if (record === undefined || record.net.length < 2) return null;
  const { totalReturn, maxDrawdown, volatility } = computeMetrics(record.net);
  const position = new Map(record.days.map((day, at) => [day, at]));
  const onYear = (values: readonly (number | null)[]): (number | null)[] => year.map((day) => values[position.get(day) ?? -1] ?? null);
  return { name: record.name, days: year, levels: onYear(record.net), bitcoin: onYear(record.bitcoin), totalReturn, maxDrawdown, volatility, start: record.days[0] ?? '', span: record.days.length - 1, stale: ages?.stale ?? 0, holdings: ages?.holdings ?? 0 };
}

/** Everything the first screen says of the market; null where nothing is imported yet. */
export async function readOverview(): Promise<Overview | null> {
  const dataset = await readShell();
  if (dataset === null) return null;
  const from = addDays(dataset.lastDay as IsoDay, -YEAR_DAYS);
  const [regime, leads, counts, ages] = await Promise.all([regimeLine(dataset.id, dataset.lastDay), loadLeads(dataset.id, Object.values(LEADS), from), countLiveIndices(dataset.id), countStale(dataset, Object.values(LEADS))]);
  const year = Array.from({ length: YEAR_DAYS + 1 }, (_, day) => addDays(from, day));
  const tiers = (Object.keys(LEADS) as Tier[]).map((tier) => ({ tier, slug: LEADS[tier], indices: counts.get(tier) ?? 0, lead: leadOf(leads.find((lead) => lead.slug === LEADS[tier]), year, ages.get(LEADS[tier])) }));
  return { dataset, regime, tiers };
}
