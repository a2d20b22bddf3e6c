import 'server-only';
import { dayFromNumber } from '@/lib/domain/foundation/iso-day';
import { toNullable } from '@/lib/domain/foundation/missing';
import type { AssetView, MarketView } from '@/lib/domain/features/view';
import { SCREEN_REASONS } from '@/lib/domain/market/eligibility';
import { detectAnomalies, excludedUntil, type Anomaly } from '@/lib/domain/scores/anomalies';
import { shownRating } from '@/lib/domain/scores/rating';
import type { ScoredRow } from '@/lib/domain/scores/score-market';
import { assetFigures } from '@/lib/domain/scores/snapshot';
import { findUnusual, type MonthForest } from '@/lib/domain/scores/unusual';
import type { AnomalyRecord, FeatureRowRecord, FoundAnomaly, GradeRowRecord } from '@/lib/data/scores';
import type { SnapshotRecord } from '@/lib/data/asset-snapshots';

/** Marks what is shown and excludes nothing. */
const WATCH = ':watch';

/** Feature rows of one day: every asset that has any value on it. `stored` are the positions of the stored features among all. */
export function* featureRecords(market: MarketView, scored: ScoredRow, stored: readonly number[]): Generator<FeatureRowRecord> {
  const { panel } = market;
  const value = (index: number, asset: number) => scored.values[stored[index] as number]?.[asset] ?? Number.NaN;
  for (let asset = 0; asset < panel.assets.length; asset += 1) {
    if (!stored.some((_, index) => !Number.isNaN(value(index, asset)))) continue;
    yield {
      assetId: panel.assets[asset]?.id ?? '',
      day: panel.start + scored.row,
      values: (index) => value(index, asset),
      grades: (index) => scored.grades.features[stored[index] as number]?.[asset] ?? Number.NaN,
    };
  }
}

/** Grade rows of one day: its members, whether or not their grade is n/a. */
export function* gradeRecords(market: MarketView, { row, universe, grades, ratings }: ScoredRow, inputHash: string): Generator<GradeRowRecord> {
  const { panel } = market;
  const of = (column: Float64Array, asset: number) => column[asset] as number;
  for (const asset of universe.members) {
    const state = ratings[asset];
    const rating = state ? shownRating(state) : null;
    yield {
      assetId: panel.assets[asset]?.id ?? '',
      day: panel.start + row,
      lensGrades: grades.lensGrades.map((column) => of(column, asset)),
      lensCoverage: grades.lensCoverage.map((column) => of(column, asset)),
      investor: of(grades.investor, asset),
      investorCoverage: of(grades.investorCoverage, asset),
      trader: of(grades.trader, asset),
      traderCoverage: of(grades.traderCoverage, asset),
      rating,
      ratingSince: rating && state ? panel.start + state.since : null,
      inputHash,
    };
  }
}

/** Every anomaly of one asset from a row on: the hard rules', then the forests'. */
export function anomalyRecords(market: MarketView, view: AssetView, from: number, forestOf: (row: number) => MonthForest | null): AnomalyRecord[] {
  const { start, days } = market.panel;
  const records: AnomalyRecord[] = [];
  const add = (row: number, { kind, severity, detail }: Anomaly) => {
    const until = severity === 'flag' ? dayFromNumber(start + excludedUntil(row)) : null;
    records.push({ assetId: view.asset.id, day: dayFromNumber(start + row), kind, severity, detail, until });
  };
  for (let row = from; row < days; row += 1) {
    if (!Number.isNaN(view.close[row])) for (const anomaly of detectAnomalies(view, row)) add(row, anomaly);
  }
  for (const { row, anomaly } of findUnusual(view, from, days, forestOf)) add(row, anomaly);
  return records;
}

/** Kinds of the anomalies that still count, those from the day `oldest` on: flags until they run out, watches of the same 14 days. */
function openFlags(records: readonly FoundAnomaly[], oldest: string): string[] {
  if (records.length === 0) return [];
  const open = records.filter((record) => record.day >= oldest).map((record) => (record.severity === 'flag' ? record.kind : `${record.kind}${WATCH}`));
  return [...new Set(open)].sort();
}

/** The screener's row of every asset at the last row of the panel. */
export function snapshotRecords(market: MarketView, scored: ScoredRow, anomalies: ReadonlyMap<string, readonly FoundAnomaly[]>): SnapshotRecord[] {
  const { panel } = market;
  const figures = panel.assets.map((_, asset) => assetFigures(market.view(asset), scored.row));
  const oldest = dayFromNumber(panel.start + scored.row - excludedUntil(0));
  const flagsOf = panel.assets.map((asset) => openFlags(anomalies.get(asset.id) ?? [], oldest));
  const flagged = (position: number) => flagsOf[position]?.some((flag) => !flag.endsWith(WATCH)) === true;
  const ranks = new Map(scored.universe.ranked.filter((position) => !flagged(position)).map((position, i) => [position, i + 1]));
  return panel.assets.flatMap((asset, position): SnapshotRecord[] => {
    const figure = figures[position];
    const state = scored.ratings[position];
    const reason = scored.universe.reasons.get(position);
    if (!figure || figure.row < 0) return [];
    return [{
      assetId: asset.id,
      day: dayFromNumber(panel.start + figure.row),
      rank: ranks.get(position) ?? null,
      price: toNullable(figure.price),
      marketCap: toNullable(figure.marketCap),
      tradedValue30d: toNullable(figure.tradedValue30d),
      change1d: toNullable(figure.change1d),
      change7d: toNullable(figure.change7d),
      change30d: toNullable(figure.change30d),
      change365d: toNullable(figure.change365d),
      volatility90d: toNullable(figure.volatility90d),
      drawdown: toNullable(figure.drawdown365d),
      investorGrade: toNullable(scored.grades.investor[position]),
      traderGrade: toNullable(scored.grades.trader[position]),
      coverage: toNullable(scored.grades.investorCoverage[position]),
      rating: state && !Number.isNaN(scored.grades.investor[position]) ? shownRating(state) : null,
      eligible: reason === undefined && !flagged(position),
      ineligibleReason: reason ? SCREEN_REASONS[reason] : flagged(position) ? SCREEN_REASONS.flagged : null,
      flags: flagsOf[position] ?? [],
    }];
  });
}
