import { Link } from '@/components/ui/link';
import { formatDay, formatShortDay } from '@/lib/format/day';
import { formatNumber } from '@/lib/format/number';
import { formatChange, formatPercent } from '@/lib/format/percent';
import type { IndexDetailShape } from '@/lib/schemas/api/indices';
import { ButtonLink } from '../ui/button';
import { Change } from '../ui/change';
import { FigureRow, type Figure } from '../ui/figure-row';
import { Missing } from '../ui/missing';
import { PageTitle } from '../ui/page-title';
import { Percent } from '../ui/percent';
import { TIER_TITLE, TierMark } from '../ui/tier-mark';

/** Where it stands, what it is, what can be done with it. */
export function IndexTitle({ index }: { readonly index: IndexDetailShape }) {
  return (
    <PageTitle
      crumb={<><Link href="/indices">Indices</Link> / <Link href={`/indices?tier=${index.tier}`}>{TIER_TITLE[index.tier]}</Link></>}
      title={index.name}
      lede={<><TierMark tier={index.tier} /> · {index.summary}</>}
      actions={<>{index.status === 'live' && <ButtonLink href="/plan" look="primary">Use in my plan</ButtonLink>}<ButtonLink href={`/api/v1/indices/${index.slug}`}>Method and figures, JSON</ButtonLink></>}
    />
  );
}

function drawdownSpan(figures: NonNullable<IndexDetailShape['metrics']>): string {
  if (figures.maxDrawdownStart === null || figures.maxDrawdownEnd === null) return 'no fall yet';
  const back = figures.recovered === null ? 'not back yet' : `back ${formatShortDay(figures.recovered)}`;
  return `${formatShortDay(figures.maxDrawdownStart)} to ${formatShortDay(figures.maxDrawdownEnd)}, ${back}`;
}

const number = (value: number | null | undefined) => (typeof value === 'number' ? formatNumber(value, { digits: 2 }) : <Missing reason="too short a history" />);

/** The six numbers that people look for first. */
export function IndexFigures({ index, change7d }: { readonly index: IndexDetailShape; readonly change7d: number | null }) {
  const { metrics, benchmarks } = index;
  if (metrics === null || index.startDay === null || index.level === null) return null;
  const year = metrics.range === '1y';
  const bitcoin = benchmarks?.bitcoin ?? null;
  const beside = (value: number | null | undefined, format: (value: number) => string) => (typeof value === 'number' ? `Bitcoin ${format(value)}` : undefined);
  const figures: Figure[] = [
    { label: `Level, ${formatDay(index.startDay)} = 1,000`, value: formatNumber(index.level), note: <><Change value={change7d} /> in 7 days</> },
    { label: year ? 'Return, one year' : `Return since ${formatDay(metrics.from)}`, value: <Change value={metrics.totalReturn} />, note: beside(bitcoin?.totalReturn, formatChange) },
    { label: 'Deepest drawdown', value: <Change value={metrics.maxDrawdown} />, note: drawdownSpan(metrics) },
    { label: metrics.fullYear ? 'Volatility a year' : 'Volatility, as of a year', value: <Percent value={metrics.volatility} />, note: beside(bitcoin?.volatility, formatPercent) },
    { label: 'Sharpe', value: number(metrics.sharpe), note: beside(bitcoin?.sharpe, (value) => formatNumber(value, { digits: 2 })) },
    { label: 'Next determination', value: index.nextDetermination === null ? <Missing /> : formatShortDay(index.nextDetermination), note: 'traded at the next close' },
  ];
  return <FigureRow className="mt-6" figures={figures} />;
}
