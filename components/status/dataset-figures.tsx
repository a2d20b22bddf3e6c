import { FigureRow } from '@/components/ui/figure-row';
import { formatDay, formatSpan } from '@/lib/format/day';
import { formatHours } from '@/lib/format/freshness';
import { formatCount, formatNumber } from '@/lib/format/number';

interface DatasetFiguresProps {
  readonly dataset: { readonly name: string; readonly simulated: boolean; readonly firstDay: string; readonly lastDay: string; readonly assets: number; readonly live: boolean; readonly ageDays: number; readonly ageHours: number };
  /** Counted of a live market, whose rows come as answers. */
  readonly conflicts: number;
  readonly withheld: number;
  readonly refused: number;
  readonly quarantine: { readonly reject: number; readonly unordered: number; readonly suspect: number };
}

/** The market in four figures: how far it reaches, how old it is, how much of it there is, what was not taken. */
export function DatasetFigures({ dataset, quarantine, conflicts, withheld, refused }: DatasetFiguresProps) {
  const age = dataset.simulated ? 'simulated: it has no age' : dataset.live ? `its closes are ${formatHours(dataset.ageHours)} old` : `${formatSpan(dataset.ageDays)} old`;
  const left = dataset.live
    ? { label: 'Answers not taken', value: formatNumber(refused), note: `${formatCount(conflicts, 'conflict', 'conflicts')}, ${formatNumber(withheld)} withheld` }
    : { label: 'Rows refused', value: formatNumber(quarantine.reject), note: `${formatNumber(quarantine.unordered)} moved, ${formatCount(quarantine.suspect, 'row')} flagged` };
  return (
    <FigureRow
      figures={[
        { label: 'Dataset', value: dataset.name, note: dataset.simulated ? 'simulated' : dataset.live ? 'live, from the sources below' : 'real market data' },
        { label: 'Last day, the “today” of every page', value: formatDay(dataset.lastDay), note: age },
        { label: 'Tokens', value: formatNumber(dataset.assets), note: `since ${formatDay(dataset.firstDay)}` },
        left,
      ]}
    />
  );
}
