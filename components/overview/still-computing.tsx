import { Link } from '@/components/ui/link';
import { formatPercent } from '@/lib/format/percent';
import { Callout } from '../ui/callout';

export interface ComputingJob {
  readonly name: string;
  readonly state: string;
  readonly progress: number | null;
  readonly detail: string | null;
}

const NAMES: Readonly<Record<string, string>> = { import: 'loading the market', scores: 'features and grades', indices: 'indices and levels' };

function words(job: ComputingJob): string {
  const progress = job.state === 'running' && job.progress !== null ? ` ${formatPercent(job.progress, { digits: 0 })}` : '';
  return `${NAMES[job.name] ?? job.name}${job.state === 'failed' ? ' failed' : job.state === 'waiting' ? ' waits' : progress}${job.detail ? ` (${job.detail})` : ''}`;
}

/** Says what is missing from a page and how far it is, instead of an empty page. */
export function StillComputing({ jobs }: { readonly jobs: readonly ComputingJob[] }) {
  // What the sources are asked for goes on for ever; only what computes the pages leaves them incomplete.
  const open = jobs.filter(({ name }) => name in NAMES);
  if (open.length === 0) return null;
  const failed = open.some((job) => job.state === 'failed');
  return (
    <Callout tone={failed ? 'warn' : 'plain'} live>
      <b>{failed ? 'Not everything could be computed:' : 'Still being computed:'}</b> {open.map(words).join('; ')}. What is here already is final; <Link className="underlined" href="/status">status</Link> has the rest.
    </Callout>
  );
}
