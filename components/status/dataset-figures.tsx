import { FigureRow } from '@/components/ui/figure-row';
import { formatDay, formatSpan } from '@/lib/format/day';
import { formatCount, formatNumber } from '@/lib/format/number';

interface DatasetFiguresProps {
  readonly dataset: { readonly name: string; readonly simulated: boolean; readonly firstDay: string; readonly lastDay: string; readonly assets: number; readonly ageDays: number };
  readonly quarantine: { readonly reject: number; readonly unordered: number; readonly suspect: number };
}

/** The market in four figures: how far it reaches, how old it is, how much of it there is, what was not taken. */
export function DatasetFigures({ dataset, quarantine }: DatasetFiguresProps) {
  const age = dataset.simulated ? 'simulated: it has no age' : `${formatSpan(dataset.ageDays)} old`;
  return (
    <FigureRow
      figures={[
        { label: 'Dataset', value: dataset.name, note: dataset.simulated ? 'simulated' : 'real market data' },
        { label: 'Last day, the “today” of every page', value: formatDay(dataset.lastDay), note: age },
        { label: 'Tokens', value: formatNumber(dataset.assets), note: `since ${formatDay(dataset.firstDay)}` },
        { label: 'Rows refused', value: formatNumber(quarantine.reject), note: `${formatNumber(quarantine.unordered)} moved, ${formatCount(quarantine.suspect, 'row')} flagged` },
      ]}
    />
  );
}
