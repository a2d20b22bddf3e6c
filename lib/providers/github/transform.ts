import 'server-only';
import { dayNumber, type IsoDay } from '@/lib/domain/foundation/iso-day';
import { DAY_MS } from '../day-stamps';
import type { Span } from '../live-port';
import type { Listed } from './client';
import type { CommitWeek, Issue, Person, Release, Repository } from './schema';

const WEEK_DAYS = 7;
const WEEK_SECONDS = 604_800;
/** 4 January 1970 was a Sunday. */
const FIRST_SUNDAY_SECONDS = 259_200;
const HOUR_MS = 3_600_000;

/** Closed issues of as many days tell how long one takes. */
export const ISSUE_DAYS = 30;
/** Fewer closed issues tell nothing. */
export const FEWEST_ISSUES = 3;

/** What is known of each day, by its number; a day that is not in it is unknown. */
export type ByDay = ReadonlyMap<number, number>;

const dayOfText = (text: string): number => Math.floor(Date.parse(text) / DAY_MS);

/** Days of a span that have ended, by number. `today` is the running one. */
export function endedDays({ from, to }: Span, today: IsoDay): number[] {
  const first = dayNumber(from);
  const last = Math.min(dayNumber(to), dayNumber(today) - 1);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}

/** Why a week is none, or null: GitHub's begin on Sunday 00:00 UTC. */
export function weekFault({ week, total, days }: CommitWeek): string | null {
  if (week < FIRST_SUNDAY_SECONDS || (week - FIRST_SUNDAY_SECONDS) % WEEK_SECONDS !== 0) return 'its week does not begin on a Sunday';
  return days.reduce((sum, count) => sum + count, 0) === total ? null : 'its days do not add up to the week';
}

/** Commits of each day that GitHub's weeks hold. */
export function commitsByDay(weeks: readonly CommitWeek[]): ByDay {
  return new Map(weeks.flatMap(({ week, days }) => days.map((count, i): [number, number] => [week / (DAY_MS / 1_000) + i, count])));
}

const isBot = (login: string, type: string): boolean => type !== 'User' || /\[bot\]$|(^|-)bot$/i.test(login);

/** People of each week, by the day on which it ended. Bots and those without an account are left out. */
function peopleByWeek(people: readonly Person[]): Map<number, Set<string>> {
  const weeks = new Map<number, Set<string>>();
  for (const { author, weeks: theirs } of people) {
    for (const { w, c } of theirs) {
      if (w < FIRST_SUNDAY_SECONDS || (w - FIRST_SUNDAY_SECONDS) % WEEK_SECONDS !== 0) continue;
      const ended = w / (DAY_MS / 1_000) + WEEK_DAYS - 1;
      const active = weeks.get(ended) ?? new Set<string>();
      if (c > 0 && author && !isBot(author.login, author.type)) active.add(author.login.toLowerCase());
      weeks.set(ended, active);
    }
  }
  return weeks;
}

/**
 * How many people committed in the last week that had ended, for each day: a week counts from the day on which it ended until the next one
 * has. A week that some repository does not tell of is unknown.
 */
export function contributorsByDay(repositories: readonly (readonly Person[])[], today: number): ByDay {
  const [first, ...others] = repositories.map(peopleByWeek);
  const counts = new Map<number, number>();
  for (const [ended, people] of first ?? []) {
    const elsewhere = others.map((weeks) => weeks.get(ended));
    if (ended >= today || elsewhere.includes(undefined)) continue;
    const all = new Set([...people, ...elsewhere.flatMap((some) => [...(some ?? [])])]);
    for (let day = ended; day < ended + WEEK_DAYS; day++) counts.set(day, all.size);
  }
  return counts;
}

/** Releases of each day. Zero is known as far back as the list goes; drafts are none. */
export function releasesByDay({ list, whole }: Listed<Release>, created: string, days: readonly number[]): ByDay {
  const published = list.flatMap(({ draft, published_at: at }) => (draft || !at ? [] : [dayOfText(at)]));
  const oldest = whole ? dayOfText(created) : Math.min(...published, Number.POSITIVE_INFINITY) + 1;
  const counts = new Map<number, number>();
  for (const day of published) counts.set(day, (counts.get(day) ?? 0) + 1);
  return new Map(days.filter((day) => day >= oldest).map((day) => [day, counts.get(day) ?? 0]));
}

/** Sum over repositories, of the days that all of them tell of. */
export function sumByDay(parts: readonly ByDay[], days: readonly number[]): ByDay {
  const known = days.filter((day) => parts.length > 0 && parts.every((part) => part.has(day)));
  return new Map(known.map((day) => [day, parts.reduce((sum, part) => sum + (part.get(day) ?? Number.NaN), 0)]));
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? Number.NaN)) / 2;
}

interface Closed {
  readonly day: number;
  readonly hours: number;
}

/** The first day from which all closed issues are in the list: whatever was closed later was touched later. */
function issuesFrom({ list, whole }: Listed<Issue>, since: number): number {
  return whole ? since : Math.max(since, Math.min(...list.map(({ updated_at: at }) => dayOfText(at)), Number.POSITIVE_INFINITY) + 1);
}

/** Median hours from the opening to the closing of issues closed in the 30 days up to each day; unknown where fewer than three were. */
export function issueHoursByDay(repositories: readonly Listed<Issue>[], since: number, days: readonly number[]): ByDay {
  const from = Math.max(...repositories.map((listed) => issuesFrom(listed, since)), since);
  const closed = repositories.flatMap(({ list }) => list).flatMap(({ created_at: opened, closed_at: at, pull_request: pull }): Closed[] => {
    const hours = at ? (Date.parse(at) - Date.parse(opened)) / HOUR_MS : Number.NaN;
    return at && pull === undefined && hours >= 0 ? [{ day: dayOfText(at), hours }] : [];
  });
  const known = days.filter((day) => day - ISSUE_DAYS + 1 >= from).map((day): [number, number[]] => [day, closed.filter((one) => one.day <= day && one.day > day - ISSUE_DAYS).map(({ hours }) => hours)]);
  return new Map(known.flatMap(([day, hours]): [number, number][] => (hours.length < FEWEST_ISSUES ? [] : [[day, Math.round(medianOf(hours) * 1e4) / 1e4]])));
}

/** Days since the oldest repository was made. */
export function ageByDay(repositories: readonly Repository[], days: readonly number[]): ByDay {
  const born = Math.min(...repositories.map(({ created_at: at }) => dayOfText(at)));
  return new Map(days.filter((day) => day >= born).map((day) => [day, day - born]));
}
