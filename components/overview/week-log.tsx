import { Link } from '@/components/ui/link';
import { Fragment, type ReactNode } from 'react';
import { formatShortDay } from '@/lib/format/day';
import { formatGrade } from '@/lib/format/number';
import { formatPercent } from '@/lib/format/percent';
import { anomalyWords, fallWords } from './anomaly-words';

interface Anomaly {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly detail: Readonly<Record<string, number>>;
}

export interface WeekDay {
  readonly day: string;
  readonly rebalances: readonly { readonly slug: string; readonly name: string; readonly came: readonly string[]; readonly left: readonly string[]; readonly turnover: number }[];
  readonly ratings: readonly { readonly id: string; readonly name: string; readonly before: string | null; readonly after: string | null; readonly grade: number | null }[];
  readonly flags: readonly Anomaly[];
  readonly watches: readonly Anomaly[];
}

interface Entry {
  readonly key: string;
  readonly kind: string;
  readonly what: ReactNode;
  readonly rest: string;
}

const SHOWN = 6;
const NBSP = '\u00a0';

/** “A; B; C.”, and how many more where a list is long. */
function list(parts: readonly { readonly key: string; readonly part: ReactNode }[]): ReactNode {
  const more = parts.length - SHOWN;
  return (
    <>
      {parts.slice(0, SHOWN).map(({ key, part }, position) => <Fragment key={key}>{position > 0 && '; '}{part}</Fragment>)}
      {more > 0 ? `; ${more} more.` : '.'}
    </>
  );
}

function names(all: readonly string[]): string {
  return all.length > 4 ? `${all.slice(0, 3).join(', ')} and ${all.length - 3} more` : all.join(', ');
}

function traded(event: WeekDay['rebalances'][number]): string {
  const came = event.came.length > 0 ? `${names(event.came)} came in` : '';
  const left = event.left.length > 0 ? `${names(event.left)} left` : '';
  return came === '' && left === '' ? ' traded: weights only, the same tokens' : ` traded: ${[came, left].filter(Boolean).join('; ')}`;
}

type Rating = WeekDay['ratings'][number];
const token = (event: Rating | Anomaly): ReactNode => <Link href={`/tokens/${event.id}`}>{event.name}</Link>;
const anomalies = (all: readonly Anomaly[]): ReactNode => list(all.map((event) => ({ key: `${event.id}-${event.kind}`, part: <>{token(event)}{anomalyWords(event.kind, event.detail)}</> })));

/** What is only watched: most days several tokens trade far less than a week ago, which one sentence says once. */
function watchedWords(all: readonly Anomaly[]): ReactNode {
  const fell = all.filter(({ kind }) => kind === 'liquidity');
  if (fell.length < 2) return anomalies(all);
  const others = all.filter(({ kind }) => kind !== 'liquidity');
  return (
    <>
      {others.length > 0 && <>{anomalies(others)} </>}
      Traded value fell within 7{NBSP}days: {list(fell.map((event) => ({ key: event.id, part: <>{token(event)} by{NBSP}{fallWords(event.detail)}</> })))}
    </>
  );
}

const graded = (event: Rating): string => (event.grade === null ? '' : `, grade ${formatGrade(event.grade)}`);

function entries({ rebalances, ratings, flags, watches }: WeekDay): Entry[] {
  const traded_ = rebalances.map((event) => ({ key: event.slug, kind: 'Rebalance', what: <><Link href={`/indices/${event.slug}`}>{event.name}</Link>{traded(event)}.</>, rest: `turnover ${formatPercent(event.turnover)}` }));
  const changed = ratings.filter((event) => event.before !== null && event.after !== null);
  const gained = ratings.filter((event) => event.before === null);
  const lost = ratings.filter((event) => event.after === null);
  const rated = [
    ...(changed.length === 0 ? [] : [{ key: 'changed', kind: 'Rating', what: list(changed.map((event) => ({ key: event.id, part: <>{token(event)} {event.before} → {event.after}{graded(event)}</> }))), rest: '' }]),
    ...(gained.length === 0 ? [] : [{ key: 'gained', kind: 'Rating', what: <>Rated for the first time: {list(gained.map((event) => ({ key: event.id, part: <>{token(event)} {event.after}{graded(event)}</> })))}</>, rest: 'enough data now' }]),
    ...(lost.length === 0 ? [] : [{ key: 'lost', kind: 'Rating', what: <>No longer rated: {list(lost.map((event) => ({ key: event.id, part: token(event) })))}</>, rest: 'too little data' }]),
  ];
  const flagged = flags.length === 0 ? [] : [{ key: 'flags', kind: 'Anomaly', what: anomalies(flags), rest: 'excluded until 14 clean days' }];
  const watched = watches.length === 0 ? [] : [{ key: 'watches', kind: 'Watch', what: watchedWords(watches), rest: 'shown, excludes nothing' }];
  return [...traded_, ...rated, ...flagged, ...watched];
}

/** Rebalances, rating changes and anomalies in one list by day, newest first. */
export function WeekLog({ days }: { readonly days: readonly WeekDay[] }) {
  return (
    <ul className="log">
      {days.flatMap((day) => entries(day).map((entry, position) => (
        <li key={`${day.day}-${entry.key}`}>
          <span className="day">{position === 0 ? formatShortDay(day.day) : ''}</span>
          <span className="kind">{entry.kind}</span>
          <span className="what">{entry.what}</span>
          <span className="rest nb">{entry.rest}</span>
        </li>
      )))}
    </ul>
  );
}
