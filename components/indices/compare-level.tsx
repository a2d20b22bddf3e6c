import { formatDay } from '@/lib/format/day';
import type { View } from '../charts/chart-controls';
import { LevelChart, type LevelSeries } from '../charts/level-chart';
import type { TierName } from '../ui/tier-mark';
import { picksText } from './compare-query';
import { shortName } from './short-name';

interface Props {
  readonly indices: readonly { readonly slug: string; readonly name: string; readonly tier: TierName }[];
  readonly days: readonly string[];
  readonly levels: readonly (readonly number[])[];
  readonly bitcoin: readonly (number | null)[];
  readonly view: View;
  readonly simulated: boolean;
}

/** A tier keeps its hue; within one the lines differ by stroke, and from the fourth on by ink. */
const STROKES: readonly { readonly weight: LevelSeries['weight']; readonly tone?: LevelSeries['tone'] }[] = [
  { weight: 'bold' },
  { weight: 'dash' },
  { weight: 'thin' },
  { weight: 'bold', tone: 'ink' },
  { weight: 'dash', tone: 'ink' },
];

const six = (value: number | null): number | null => (value === null ? null : Number(value.toPrecision(6)));

/** Net levels from the first day that all have, each 1,000 on the range's first day, with their drawdowns. */
export function CompareLevel({ indices, days, levels, bitcoin, view, simulated }: Props) {
  const series = indices.map(({ slug, name, tier }, i): LevelSeries => {
    const stroke = STROKES[indices.slice(0, i).filter((other) => other.tier === tier).length];
    return { key: slug, name, short: shortName(name), tone: stroke?.tone ?? tier, weight: stroke?.weight ?? 'thin', values: (levels[i] ?? []).map(six), falls: true };
  });
  const slugs = picksText(indices.map(({ slug }) => slug));
  return (
    <LevelChart
      title="Level"
      days={days}
      series={[...series, { key: 'bitcoin', name: 'Bitcoin', tone: 'bitcoin', weight: 'thin', values: bitcoin.map(six) }]}
      view={view}
      csvHref={`/indices/compare/levels.csv?${slugs}`}
      keep={slugs}
      simulated={simulated}
      note={`Net of costs, from ${formatDay(days[0] ?? '')}, the first day that all have. In sample.`}
    />
  );
}
