import { Link } from '@/components/ui/link';
import { adviceWord, closeAge, freshnessClause } from '@/lib/format/freshness';
import { formatGrade, formatNumber } from '@/lib/format/number';
import { formatSource } from '@/lib/format/source-name';
import { Change } from '../ui/change';
import { Grade } from '../ui/grade';
import { KeyValues } from '../ui/key-values';
import { Missing } from '../ui/missing';
import { LargeMoney, Price } from '../ui/money';
import { Percent } from '../ui/percent';
import { Sparkline } from '../ui/sparkline';
import { measureName } from './screener-numbers';
import { word } from './screener-query';
import { FeatureCell, type ScreenerColumn } from './screener-columns';
import { featureCodeOf, type ScreenerFeature } from '@/lib/schemas/screener-measures';
import type { ScreenerRow } from './screener-row';

const missingOf = (row: ScreenerRow): string => (adviceWord(row.freshness) === null ? (row.ineligibleReason ?? 'too little of the weight is present') : freshnessClause(row.freshness));

const lowerFirst = (name: string): string => name.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());

function More({ row, features }: { readonly row: ScreenerRow; readonly features: readonly ScreenerFeature[] }) {
  return (
    <div className="more">
      <KeyValues
        rows={[
          { label: 'Market cap', value: <LargeMoney value={row.marketCap} missing="no market cap" /> },
          { label: 'Traded a day, 30-day median', value: <LargeMoney value={row.tradedValue30d} missing="no traded value" /> },
          { label: '1 d and 7 d', value: <><Change value={row.change1d} /> <Change value={row.change7d} /></> },
          { label: 'Volatility a year', value: <Percent value={row.volatility90d} digits={0} /> },
          { label: 'Below its 365-day high', value: <Percent value={row.drawdown} digits={0} /> },
          { label: 'Investor grade', value: <Grade value={row.investorGrade} rating={adviceWord(row.freshness) ?? row.rating} lenses={row.lenses} missing={missingOf(row)} /> },
          ...(row.quote === null ? [] : [{ label: `Now, ${formatSource(row.quote.source)} ${formatNumber(row.quote.ageMinutes)} min ago`, value: <Price value={row.quote.price} /> }]),
          { label: 'Trader grade', value: row.traderGrade === null ? <Missing /> : formatGrade(row.traderGrade) },
          ...features.map((feature) => ({ label: feature.name, value: <FeatureCell feature={feature} row={row} /> })),
          { label: 'Sector', value: row.sectors.length === 0 ? <Missing reason="sector unknown" /> : row.sectors.map(word).join(', ') },
        ]}
      />
      <p className="mt-3 flex items-center justify-between"><Link href={`/tokens/${row.id}`}>Why this grade</Link><Sparkline values={row.sparkline} /></p>
    </div>
  );
}

/** What stands in the line itself. */
const IN_LINE: readonly string[] = ['name', 'price', 'change30d', 'investorGrade', 'rank'];

interface ScreenerListProps {
  readonly rows: readonly ScreenerRow[];
  readonly features: readonly ScreenerFeature[];
  /** What the rows are sorted by: takes the place of the change in 30 days where it is nowhere else in the line. */
  readonly sorted?: ScreenerColumn;
}

/** The phone's screener: name, price and 30 days (or what it is sorted by) in a line, the rest and the chosen features behind a tap. */
export function ScreenerList({ rows, features, sorted }: ScreenerListProps) {
  const second = sorted === undefined || IN_LINE.includes(sorted.key) ? undefined : sorted;
  return (
    <>
      <p className="phone-only text-xs text-ink-3">Price and {second === undefined ? 'change in 30 days' : `${lowerFirst(measureName(second))}${featureCodeOf(second.key) === null ? '' : ' with its percentile'}`}; investor grade with its rating</p>
      <ul className="list-cards">
        {rows.map((row) => (
          <li key={row.id}>
            <details>
              <summary>
                <span className="strong">{row.name}<span className="mono block text-xs font-normal text-ink-3">{row.symbol}{row.rank === null ? '' : ` · ${row.rank}`}</span></span>
                <span className="text-right"><Price value={row.price} />{closeAge(row.freshness) !== null && <span className="block text-2xs text-ink-3">{closeAge(row.freshness)} old</span>}<span className="block text-xs">{second === undefined ? <Change value={row.change30d} /> : second.cell(row)}</span></span>
                <span className="text-right">{row.investorGrade === null ? <Missing reason={missingOf(row)} /> : <>{formatGrade(row.investorGrade)} <span className="muted">{adviceWord(row.freshness) ?? row.rating}</span></>}<span className="block text-xs text-ink-3">{row.investorGrade === null ? 'n/a' : 'of 100'}</span></span>
                <span className="chev" aria-hidden="true" />
              </summary>
              <More row={row} features={features} />
            </details>
          </li>
        ))}
      </ul>
    </>
  );
}
