import { Link } from '@/components/ui/link';
import type { ReactNode } from 'react';
import { adviceWord, closeAge, freshnessClause } from '@/lib/format/freshness';
import { formatPercent } from '@/lib/format/percent';
import { formatGrade, formatNumber } from '@/lib/format/number';
import { formatSource } from '@/lib/format/source-name';
import { Change } from '../ui/change';
import { Grade } from '../ui/grade';
import { Missing } from '../ui/missing';
import { LargeMoney, Price } from '../ui/money';
import { Percent } from '../ui/percent';
import { Sparkline } from '../ui/sparkline';
import { featureCodeOf, isFeatureMeasure, type ScreenerFeature } from '@/lib/schemas/screener-measures';
import { featureName, featureValue } from './detail/feature-text';
import { word, type ScreenerQuery, type SortKey } from './screener-query';
import type { ScreenerRow } from './screener-row';

export interface ScreenerColumn {
  readonly key: string;
  readonly head: string;
  readonly cell: (row: ScreenerRow) => ReactNode;
  readonly numeric: boolean;
  readonly sort?: SortKey;
  /** Shown unless the reader chose otherwise. */
  readonly usual: boolean;
}

const NO_FIGURE = 'not enough closes';
const TOO_THIN = 'under 30 of 100 weight is present';

function name(row: ScreenerRow): ReactNode {
  return <Link href={`/tokens/${row.id}`}>{row.name} <span className="sym">{row.symbol}</span></Link>;
}

function now({ quote }: ScreenerRow): ReactNode {
  if (quote === null) return <Missing reason="no quote within the day" />;
  return <span title={`${formatSource(quote.source)}, ${formatNumber(quote.ageMinutes)} min ago; not used in grades`}><Price value={quote.price} /></span>;
}

/** A price older than it should be says its age. */
function price(row: ScreenerRow): ReactNode {
  const age = closeAge(row.freshness);
  return <><Price value={row.price} missing="no close" />{age !== null && <span className="muted text-2xs nb" title={freshnessClause(row.freshness)}> {age}</span>}</>;
}

/** Past 48 hours the number stays and the word says why nothing is advised. */
function grade(row: ScreenerRow): ReactNode {
  const word = adviceWord(row.freshness);
  const missing = word === null ? (row.eligible ? TOO_THIN : (row.ineligibleReason ?? TOO_THIN)) : freshnessClause(row.freshness);
  return <Grade value={row.investorGrade} rating={word ?? row.rating} lenses={row.lenses} missing={missing} />;
}

function text(value: string | null, reason: string): ReactNode {
  return value === null ? <Missing reason={reason} /> : word(value);
}

const column = (key: string, head: string, numeric: boolean, usual: boolean, cell: (row: ScreenerRow) => ReactNode, sort?: SortKey): ScreenerColumn => ({ key, head, numeric, usual, cell, sort });

/** Every column there is, in order. */
export const SCREENER_COLUMNS: readonly ScreenerColumn[] = [
  column('rank', '#', true, true, (row) => <span className="faint">{row.rank ?? <Missing reason={row.ineligibleReason ?? 'not ranked'} />}</span>, 'rank'),
  column('name', 'Token', false, true, name, 'name'),
  column('price', 'Price', true, true, price, 'price'),
  column('now', 'Now', true, false, now),
  column('change1d', '1 d', true, true, (row) => <Change value={row.change1d} missing={NO_FIGURE} />, 'change1d'),
  column('change7d', '7 d', true, true, (row) => <Change value={row.change7d} missing={NO_FIGURE} />, 'change7d'),
  column('change30d', '30 d', true, true, (row) => <Change value={row.change30d} missing={NO_FIGURE} />, 'change30d'),
  column('change365d', '1 y', true, false, (row) => <Change value={row.change365d} missing={NO_FIGURE} />, 'change365d'),
  column('sparkline', '30 days', false, true, (row) => <Sparkline values={row.sparkline} />),
  column('marketCap', 'Market cap', true, true, (row) => <LargeMoney value={row.marketCap} missing="no market cap" />, 'marketCap'),
  column('tradedValue30d', 'Traded a day', true, true, (row) => <LargeMoney value={row.tradedValue30d} missing="no traded value" />, 'tradedValue30d'),
  column('volatility90d', 'Vol.', true, true, (row) => <Percent value={row.volatility90d} digits={0} missing={NO_FIGURE} />, 'volatility90d'),
  column('drawdown', 'Drawdown', true, true, (row) => <Percent value={row.drawdown} digits={0} missing={NO_FIGURE} />, 'drawdown'),
  column('investorGrade', 'Investor grade', false, true, grade, 'investorGrade'),
  column('traderGrade', 'Trader', true, true, (row) => (row.traderGrade === null ? <Missing reason={TOO_THIN} /> : formatGrade(row.traderGrade)), 'traderGrade'),
  column('coverage', 'Coverage', true, false, (row) => (row.coverage === null ? <Missing reason="not graded" /> : formatPercent(row.coverage, { digits: 0 })), 'coverage'),
  column('sector', 'Sector', false, false, (row) => text(row.sectors[0] ?? null, 'sector unknown')),
  column('ecosystem', 'Ecosystem', false, false, (row) => text(row.ecosystem, 'ecosystem unknown')),
  column('consensus', 'Consensus', false, false, (row) => text(row.consensus, 'consensus unknown')),
];

/** A feature's value with its percentile among the graded behind it. */
export function FeatureCell({ feature, row }: { readonly feature: ScreenerFeature; readonly row: ScreenerRow }) {
  const { value, grade: percentile } = row.features?.[feature.code] ?? { value: null, grade: null };
  if (value === null) return <Missing reason="no value on the last day; the token’s page says why" />;
  return <>{featureValue(value, feature)}{percentile !== null && <span className="faint" title="percentile among the graded"> {formatGrade(percentile)}</span>}</>;
}

function featureColumn(feature: ScreenerFeature): ScreenerColumn {
  const key = `feature:${feature.code}` as const;
  return column(key, featureName(feature.name), true, false, (row) => <FeatureCell feature={feature} row={row} />, key);
}

/** The features among a query's columns, in their stored order. */
export function shownFeatures({ columns }: Pick<ScreenerQuery, 'columns'>, features: readonly ScreenerFeature[]): readonly ScreenerFeature[] {
  const codes = new Set(columns.map(featureCodeOf));
  return features.filter(({ code }) => codes.has(code));
}

/** What a query sorts by, as a column. */
export function sortedColumn({ sort }: Pick<ScreenerQuery, 'sort'>, features: readonly ScreenerFeature[]): ScreenerColumn | undefined {
  if (!isFeatureMeasure(sort)) return SCREENER_COLUMNS.find((each) => each.sort === sort);
  const feature = features.find(({ code }) => code === featureCodeOf(sort));
  return feature && { ...featureColumn(feature), sort };
}

/** Usual columns that make room for features, one each but the sorted one, so that the table need not scroll sideways. */
const YIELDING: readonly string[] = ['sparkline', 'drawdown', 'volatility90d', 'tradedValue30d', 'change1d'];

/** The columns a query shows, in their own order, the chosen features beside the name, which is always one of them. */
export function shownColumns(query: Pick<ScreenerQuery, 'columns' | 'sort'>, features: readonly ScreenerFeature[]): readonly ScreenerColumn[] {
  const sorted = isFeatureMeasure(query.sort) ? sortedColumn(query, features) : undefined;
  const also = shownFeatures(query, features).map(featureColumn).filter(({ key }) => key !== sorted?.key);
  const chosen = sorted === undefined ? also : [sorted, ...also];
  const fixed = query.columns.filter((key) => featureCodeOf(key) === null);
  const away = YIELDING.filter((key) => key !== query.sort).slice(0, chosen.length);
  const shown = fixed.length === 0 ? SCREENER_COLUMNS.filter((each) => each.usual && !away.includes(each.key)) : SCREENER_COLUMNS.filter((each) => each.key === 'name' || fixed.includes(each.key));
  const beside = shown.findIndex(({ key }) => key === 'name') + 1;
  return [...shown.slice(0, beside), ...chosen, ...shown.slice(beside)];
}
