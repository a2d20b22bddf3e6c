import 'server-only';
import { addDays, dayNumber, type IsoDay } from '@/lib/domain/foundation/iso-day';
import { toNullable } from '@/lib/domain/foundation/missing';
import type { Asset } from '@/lib/domain/market/asset';
import { isThin } from '@/lib/domain/scores/composite-grade';
import type { AssetFigures } from '@/lib/domain/scores/snapshot';
import { CLEAN_DAYS } from '@/lib/domain/scores/rules';
import { freshnessOn, mayAdvise } from '@/lib/domain/market/freshness';
import { activeDataset, type DatasetSummary } from '@/lib/data/dataset';
import { readIneligibleReason } from '@/lib/data/asset-snapshots';
import { readAsset } from '@/lib/data/dataset-assets';
import { countGraded, readAnomalies, readRank, type StoredAnomaly } from '@/lib/data/token-grades';
import { readMetricValues } from '@/lib/data/token-facts';
import type { TokenForecast } from '@/lib/schemas/api/model';
import type { TokenGrade, TokenLens, TokenReasons } from '@/lib/schemas/token-view';
import { readFreshness } from '@/lib/services/market/read-freshness';
import { readTokenForecast } from '@/lib/services/model/read-forecast';
import { readStoredScores, type DayScores } from './day-scores';
import { recomputeDay } from './recompute-day';
import { sourceNames } from './source-names';
import { readTokenFigures } from './token-figures';
import { readLenses } from './token-lenses';
import { readReasons } from './token-reasons';
import { readTokenSpans } from './token-spans';
import { agedOf, type Aged } from './withhold-advice';

/** How far back the page looks for what moved. */
const WEEK = 7;
/** Days of anomalies that are listed; those of the last 14 still count. */
const ANOMALY_DAYS = 90;

export interface TokenDetail extends TokenReasons, Aged {
  readonly dataset: DatasetSummary;
  readonly asset: Asset & { readonly successor: string | null };
  readonly day: IsoDay;
  /** Day of the last close up to `day`; null before the first. */
  readonly priceDay: string | null;
  readonly figures: Readonly<Record<'price' | 'marketCap' | 'tradedValue30d' | 'change1d' | 'change7d' | 'change30d' | 'change365d' | 'volatility90d' | 'drawdown365d', number | null>>;
  readonly rank: number | null;
  /** Assets graded that day. */
  readonly graded: number;
  /** Why it is not graded at all that day; null where it is, or where that is not known. */
  readonly ungraded: string | null;
  readonly investor: TokenGrade;
  readonly trader: TokenGrade;
  /** Null too where the token's last close was past 48 hours: then `freshness`, at the end of that day if it is an earlier one, says why. */
  readonly rating: string | null;
  readonly ratingSince: string | null;
  readonly lenses: readonly TokenLens[];
  readonly lensesBefore: readonly (number | null)[];
  readonly anomalies: readonly (StoredAnomaly & { readonly counts: boolean })[];
  readonly liquidity: Readonly<Record<'spreadBps' | 'depth2pct' | 'venues' | 'openInterest' | 'fundingPerDay' | 'pegDeviation' | 'tradedValue30d' | 'priceImpact30d', number | null>>;
  readonly inputHash: string | null;
  /** Without its signal where the token's last close is past 48 hours. */
  readonly forecast: TokenForecast | null;
}

/** Scores of a day: as stored, else computed again from the market. */
async function scoresOf(dataset: DatasetSummary, assetId: string, day: string, stored: ReadonlyMap<string, DayScores>, graded: number): Promise<DayScores | null> {
  return stored.get(day) ?? (graded > 0 ? null : await recomputeDay(dataset, assetId, day));
}

/** What the shown grades were made from: the day's own hash, for in a live market each day has one; of a day computed again the market's. */
function hashOf(scores: DayScores | null, whole: string | null): string | null {
  const own = scores?.grade?.inputHash ?? '';
  return own === '' ? whole : own;
}

function gradeOf(grade: number | null | undefined, coverage: number | undefined): TokenGrade {
  return { grade: grade ?? null, coverage: coverage ?? 0, thin: isThin(coverage ?? 0) };
}

function figuresOf(figures: AssetFigures): TokenDetail['figures'] {
  const { price, marketCap, tradedValue30d, change1d, change7d, change30d, change365d, volatility90d, drawdown365d } = figures;
  const list = { price, marketCap, tradedValue30d, change1d, change7d, change30d, change365d, volatility90d, drawdown365d };
  return Object.fromEntries(Object.entries(list).map(([name, value]) => [name, toNullable(value)])) as TokenDetail['figures'];
}

async function readLiquidity(datasetId: number, assetId: string, day: string, lenses: readonly TokenLens[], tradedValue30d: number | null): Promise<TokenDetail['liquidity']> {
  const metrics = await readMetricValues(datasetId, assetId, ['SpreadBps', 'Depth2PctUSD', 'VenueCnt', 'OpenInterestUSD', 'FundingRate', 'StablePegDeviation'], day);
  const told = (metric: string): number | null => metrics.get(metric) ?? null;
  const impact = lenses.flatMap((lens) => lens.features).find((feature) => feature.code === 'illiquidity30d');
  return {
    spreadBps: told('SpreadBps'),
    depth2pct: told('Depth2PctUSD'),
    venues: told('VenueCnt'),
    openInterest: told('OpenInterestUSD'),
    fundingPerDay: told('FundingRate'),
    pegDeviation: told('StablePegDeviation'),
    tradedValue30d,
    priceImpact30d: impact?.value ?? null,
  };
}

/** Whoever is ranked on a day has grades of it, if only n/a ones; why a token was not ranked is kept of the last day alone. */
const OUTSIDE_THEN = 'it stood outside the ranking on that day';

/** Everything that is known of a token on a day (default: the dataset's last); null where there is no such token. */
export async function readToken(id: string, asked?: IsoDay): Promise<TokenDetail | null> {
  const dataset = await activeDataset();
  const asset = dataset && (await readAsset(dataset.id, id));
  if (!dataset || !asset) return null;
  const day = asked ?? dataset.lastDay;
  const past = day < dataset.lastDay;
  const week = addDays(day, -WEEK);
  const [{ figures, priceDay }, stored, graded, gradedBefore, spans, anomalies, rank, ungraded, ages, forecast] = await Promise.all([
    readTokenFigures(dataset.id, asset, day),
    readStoredScores(dataset.id, id, [week, day]),
    countGraded(dataset.id, day),
    countGraded(dataset.id, week),
    readTokenSpans(dataset.id, id, day),
    readAnomalies(dataset.id, id, addDays(day, -ANOMALY_DAYS), day),
    readRank(dataset.id, id, day),
    past ? OUTSIDE_THEN : readIneligibleReason(dataset.id, id),
    past ? null : readFreshness(dataset, [id]),
    readTokenForecast(dataset.id, id, day),
  ]);
  // Figures look back a year: of a series that ended earlier its last day is known.
  const lastClose = priceDay ?? (asset.lastDay <= day ? asset.lastDay : null);
  const aged = ages === null ? { freshness: freshnessOn(day, lastClose), quote: null } : agedOf(ages.get(id));
  const advised = mayAdvise(aged.freshness);
  const scored = stored.inputHash !== null;
  const scores = scored ? await scoresOf(dataset, id, day, stored.byDay, graded) : null;
  const before = scored ? await scoresOf(dataset, id, week, stored.byDay, gradedBefore) : null;
  const lenses = readLenses(scores, { asset, day: dayNumber(day), fed: stored.fed, spans, names: sourceNames(dataset) });
  const shown = figuresOf(figures);
  return {
    dataset,
    ...aged,
    asset,
    day,
    priceDay,
    figures: shown,
    rank: scores?.standing?.rank ?? rank,
    graded: scores?.standing?.graded ?? graded,
    ungraded: scores?.grade || !scored ? null : ungraded,
    investor: gradeOf(scores?.grade?.investorGrade, scores?.grade?.investorCoverage),
    trader: gradeOf(scores?.grade?.traderGrade, scores?.grade?.traderCoverage),
    rating: advised ? (scores?.grade?.rating ?? null) : null,
    ratingSince: scores?.grade?.ratingSince ?? null,
    lenses,
    lensesBefore: lenses.map((_, position) => toNullable(before?.grade?.lensGrades[position])),
    ...readReasons(asset, scores, before),
    anomalies: anomalies.map((anomaly) => ({ ...anomaly, counts: dayNumber(day) - dayNumber(anomaly.day as IsoDay) < CLEAN_DAYS })),
    liquidity: await readLiquidity(dataset.id, id, day, lenses, shown.tradedValue30d),
    inputHash: hashOf(scores, stored.inputHash),
    forecast: forecast && (advised ? forecast : { ...forecast, signal: null }),
  };
}
