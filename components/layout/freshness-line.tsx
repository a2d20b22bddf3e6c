import { Link } from '@/components/ui/link';
import { formatDay, formatShortDay } from '@/lib/format/day';
import { formatHours, type FreshnessText } from '@/lib/format/freshness';
import { formatPercent } from '@/lib/format/percent';

export interface FreshnessLineProps {
  readonly lastDay: string;
  readonly live: boolean;
  readonly freshness: FreshnessText;
  /** Share of the history that is there, while the rest is being fetched. */
  readonly history: number | null;
}

const MARKS = { fresh: '●', aging: '◐', stale: '▲', dead: '▲' } as const;
const WORDS = { fresh: '', aging: ', late', stale: ', stale', dead: ', stale' } as const;
const TONES = { fresh: 'text-gain', aging: 'text-warn', stale: 'text-loss', dead: 'text-loss' } as const;

/** How old the closes are, in every header: shape and words, colour only beside them. A market that stands still just names its day. */
export function FreshnessLine({ lastDay, live, freshness, history }: FreshnessLineProps) {
  if (!live) return <Link className="fresh faint nb" href="/status"><span className="lead">Closes of </span>{formatDay(lastDay)}</Link>;
  const { state, ageHours } = freshness;
  return (
    <Link className="fresh faint nb" href="/status">
      <span className={TONES[state]} aria-hidden="true">{MARKS[state]}</span> <span className="lead">Closes of </span>{formatShortDay(lastDay)}{ageHours !== null && <>, {formatHours(ageHours)}<span className="ago"> ago</span></>}{WORDS[state]}
      {history === null ? null : <span className="history"> · history {formatPercent(history, { digits: 0 })}</span>}
    </Link>
  );
}
