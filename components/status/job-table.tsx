import { DataTable, type Column } from '@/components/ui/data-table';
import { Missing } from '@/components/ui/missing';
import { formatAgo, formatDuration } from '@/lib/format/day';
import { formatPercent } from '@/lib/format/percent';
import { formatUntil } from './until-words';

export interface Job {
  readonly name: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'off';
  readonly progress: number | null;
  readonly detail: string | null;
  readonly lastRun: string | null;
  readonly nextRun: string | null;
  readonly error: string | null;
  readonly durationMs: number | null;
}

const TITLES: Readonly<Record<string, string>> = {
  import: 'Load the market', scores: 'Compute features and grades', indices: 'Compute indices and levels', forecast: 'Train the model and forecast', alerts: 'Look for alerts', backfill: 'Fetch the history', closes: 'Fetch closes',
  quotes: 'Fetch quotes within the day', universe: 'Refresh the list of tokens', categories: 'Refresh kinds and sectors', liquidity: 'Measure depth and spread', 'on-chain': 'Fetch on-chain metrics', developer: 'Fetch developer activity',
  news: 'Read the news', yields: 'Fetch yields', merge: 'Merge the sources anew', switch: 'Switch to the live market', probe: 'Ask whether a source answers',
};
const used = ({ state }: Job): boolean => state !== 'off';
const title = ({ name }: Job): string => TITLES[name] ?? name;
const STATES = { waiting: 'waits for its turn', running: 'running', done: 'done', failed: 'failed', off: 'not used here' } as const;

function State({ state, progress }: Job) {
  if (state !== 'running' || progress === null) return STATES[state];
  const percent = formatPercent(progress, { digits: 0 });
  return <span className="nb">{STATES.running}, {percent} <progress className="progress" max={1} value={progress} aria-label={`Progress, ${percent}`} /></span>;
}

const columnsAt = (now: Date): readonly Column<Job>[] => [
  { key: 'name', head: 'Work', rowHead: true, cell: title },
  { key: 'state', head: 'State', cell: (job) => <State {...job} /> },
  { key: 'run', head: 'Last run', phone: 'hide', cell: ({ lastRun }) => (lastRun === null ? <Missing reason="It has not run yet." /> : <span className="nb">{formatAgo(new Date(lastRun), now)}</span>) },
  { key: 'took', head: 'Took', phone: 'hide', numeric: true, cell: ({ durationMs }) => (durationMs === null ? <Missing reason="No run has finished yet." /> : durationMs < 1_000 ? 'under 1 s' : formatDuration(durationMs / 1_000)) },
  { key: 'next', head: 'Next run', phone: 'hide', cell: ({ nextRun, state }) => (nextRun === null || state === 'off' ? <Missing reason="It runs when something asks for it." /> : <span className="nb">{formatUntil(new Date(nextRun), now)}</span>) },
  { key: 'detail', head: 'Says', phone: 'full', wrap: true, cell: ({ error, detail }) => error ?? detail ?? '' },
];

/** The background work in its order, with how far it is; what this market does not need is named in one line. */
export function JobTable({ jobs, now }: { readonly jobs: readonly Job[]; readonly now: Date }) {
  const unused = jobs.filter((job) => !used(job)).map((job) => title(job).toLowerCase());
  return (
    <>
      <DataTable caption="Background work" columns={columnsAt(now)} rows={jobs.filter(used)} rowKey={({ name }) => name} />
      {unused.length > 0 && <p className="cap">Not used here: {unused.join(', ')}.</p>}
    </>
  );
}
