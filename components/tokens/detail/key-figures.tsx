import { Change } from '@/components/ui/change';
import { FigureRow } from '@/components/ui/figure-row';
import { LargeMoney, Price } from '@/components/ui/money';
import { Percent } from '@/components/ui/percent';
import { Provenance } from '@/components/ui/provenance';
import { formatDay } from '@/lib/format/day';
import { closeAge, type FreshnessText } from '@/lib/format/freshness';
import { formatPercent, weightDigits } from '@/lib/format/percent';
import { formatSource } from '@/lib/format/source-name';

export interface KeyFiguresProps {
  readonly figures: Readonly<Record<'price' | 'marketCap' | 'tradedValue30d' | 'change1d' | 'change7d' | 'change30d' | 'drawdown365d', number | null>>;
  /** Bitcoin's changes over the same days; null on its own page. */
  readonly bitcoin: { readonly change7d: number | null; readonly change30d: number | null } | null;
  /** Share of the eligible market cap. */
  readonly share: number | null;
  readonly day: string | null;
  readonly source: string;
  /** Sources that differ about the close: a fraction with its sign. */
  readonly conflicts: readonly { readonly otherSource: string; readonly difference: number }[];
  readonly freshness: FreshnessText;
}

const STALE = 'no close within 3 days';

/** Example: “DefiLlama says 2.4 % less”. */
function disagreement({ otherSource, difference }: KeyFiguresProps['conflicts'][number]): string {
  return `${formatSource(otherSource)} says ${formatPercent(Math.abs(difference))} ${difference < 0 ? 'less' : 'more'}`;
}

/** Price, changes, size and depth of the fall in one row. */
export function KeyFigures({ figures, bitcoin, share, day, source, conflicts, freshness }: KeyFiguresProps) {
  const stated = [source, ...conflicts.map(disagreement)].join('; ');
  const old = closeAge(freshness);
  const age = old === null ? undefined : `${old} old`;
  const shown = day === null ? undefined : formatDay(day);
  const beside = (value: number | null | undefined) => (bitcoin === null || value === undefined || value === null ? undefined : <>Bitcoin <Change value={value} neutral /></>);
  return (
    <FigureRow className="mt-6" figures={[
      { label: 'Close', value: figures.price === null ? <Price value={null} missing="no close yet" /> : <Provenance source={stated} day={shown} age={age} note="Close of the UTC day."><Price value={figures.price} full /></Provenance>, note: age === undefined ? <><Change value={figures.change1d} missing={STALE} /> in a day</> : `of ${shown ?? ''}, ${age}` },
      { label: '7 days', value: <Change value={figures.change7d} missing={STALE} />, note: beside(bitcoin?.change7d) },
      { label: '30 days', value: <Change value={figures.change30d} missing="less than 30 days of closes" />, note: beside(bitcoin?.change30d) },
      { label: 'Market cap', value: figures.marketCap === null ? <LargeMoney value={null} missing="not known" /> : <Provenance source={source} day={shown} note="As its source states it."><LargeMoney value={figures.marketCap} /></Provenance>, note: share === null ? undefined : <><Percent value={share} digits={weightDigits(share)} /> of all eligible</> },
      { label: 'Traded a day', value: <LargeMoney value={figures.tradedValue30d} missing="not known on enough days" />, note: '30-day median' },
      { label: 'Below its high', value: <Change value={figures.drawdown365d} missing="less than 365 days of closes" />, note: '365 days' },
    ]} />
  );
}
