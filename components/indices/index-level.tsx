import { FEE_BPS } from '@/lib/domain/indices/rules';
import { formatDay } from '@/lib/format/day';
import type { IndexLevelsShape } from '@/lib/schemas/api/indices';
import type { View } from '../charts/chart-controls';
import { LevelChart, type LevelSeries } from '../charts/level-chart';
import type { TierName } from '../ui/tier-mark';
import { shortName } from './short-name';

interface Props {
  readonly index: { readonly slug: string; readonly name: string; readonly tier: TierName; readonly startDay: string };
  readonly levels: IndexLevelsShape;
  readonly alone: LevelSeries['byRange'];
  readonly events: readonly { readonly day: string; readonly kind: string }[];
  readonly view: View;
  readonly simulated: boolean;
}

/** Six digits draw the same line in half the bytes. */
const short = (value: number | null): number | null => (value === null ? null : Number(value.toPrecision(6)));

/** The net level beside Bitcoin, the market and the same tokens left alone since the range's first day. */
export function IndexLevel({ index, levels, alone, events, view, simulated }: Props) {
  const series: LevelSeries[] = [
    { key: 'index', name: index.name, short: shortName(index.name), tone: index.tier, weight: 'bold', values: levels.net.map(short) },
    { key: 'unrebalanced', name: 'Never rebalanced', short: 'Left', tone: 'alone', weight: 'dash', values: levels.unrebalanced.map(short), byRange: alone },
    { key: 'bitcoin', name: 'Bitcoin', tone: 'bitcoin', weight: 'thin', values: levels.bitcoin.map(short) },
    { key: 'market', name: 'Market', tone: 'market', weight: 'thin', values: levels.marketCap.map(short) },
  ];
  return (
    <LevelChart
      title="Level"
      days={levels.days}
      series={series}
      view={view}
      events={events.filter(({ kind }) => kind !== 'start').map(({ day }, i, all) => ({ day, strong: i === all.length - 1 }))}
      csvHref={`/indices/${index.slug}/levels.csv`}
      simulated={simulated}
      note={`Net of ${FEE_BPS} bps and slippage at $1 m; the index starts on ${formatDay(index.startDay)}. Ticks on the axis are rebalances. “Never rebalanced” holds the tokens of the range’s first day and touches nothing. In sample; out of sample starts when the index goes live.`}
    />
  );
}
