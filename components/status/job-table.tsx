import { DataTable, type Column } from '@/components/ui/data-table';
import { Missing } from '@/components/ui/missing';
import { formatAgo } from '@/lib/format/day';
import { formatPercent } from '@/lib/format/percent';

export interface Job {
  readonly name: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'off';
  readonly progress: number | null;
  readonly detail: string | null;
  readonly lastRun: string | null;
  readonly error: string | null;
}

const TITLES: Readonly<Record<string, string>> = { import: 'Load the market', scores: 'Compute features and grades', indices: 'Compute indices and levels' };
const STATES = { waiting: 'waits for its turn', running: 'running', done: 'done', failed: 'failed', off: 'not used here' } as const;

const stateWords = ({ state, progress }: Job): string => (state === 'running' && progress !== null ? `running, ${formatPercent(progress, { digits: 0 })}` : STATES[state]);

const columnsAt = (now: Date): readonly Column<Job>[] => [
  { key: 'name', head: 'Work', rowHead: true, cell: ({ name }) => TITLES[name] ?? name },
  { key: 'state', head: 'State', cell: stateWords },
  { key: 'run', head: 'Last run', phone: 'hide', cell: ({ lastRun }) => (lastRun === null ? <Missing reason="It has not run yet." /> : formatAgo(new Date(lastRun), now)) },
  { key: 'detail', head: 'Says', phone: 'full', wrap: true, cell: ({ error, detail }) => error ?? detail ?? '' },
];

/** The background work in its order, with how far it is. */
export function JobTable({ jobs, now }: { readonly jobs: readonly Job[]; readonly now: Date }) {
  return <DataTable caption="Background work" columns={columnsAt(now)} rows={jobs} rowKey={({ name }) => name} />;
}
