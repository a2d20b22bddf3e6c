import 'server-only';
import { systemClock } from '@/lib/clock';
import { countTasks, type TaskCounts } from '@/lib/data/backfill-tasks';
import { formatSpan, formatTime } from '@/lib/services/jobs/format-time';

/** The rate is measured over these last minutes, so that it follows the quotas. */
const WINDOW_MINUTES = 15;
/** Fewer tell no rate. */
const LEAST_MEASURED = 5;

const count = new Intl.NumberFormat('en-US');

/** Milliseconds until all is done at the measured rate; null while there is too little to measure. */
export function timeLeft({ waiting, recent, since }: Pick<TaskCounts, 'waiting' | 'recent' | 'since'>, now: Date): number | null {
  if (waiting === 0) return 0;
  if (recent < LEAST_MEASURED || since === null) return null;
  const elapsed = Math.max(1, now.getTime() - since.getTime());
  return (waiting * elapsed) / recent;
}

export interface BackfillProgress {
  /** 0 to 1; given-up tasks count as finished. */
  readonly progress: number;
  readonly waiting: number;
  readonly words: string;
}

/** How far the history is, in words: `1,234 of 3,000 histories; about 40 minutes left`. */
export function describeProgress(counts: TaskCounts, resting: ReadonlyMap<string, Date>, now: Date): BackfillProgress {
  const { waiting, done, givenUp } = counts;
  const all = waiting + done + givenUp;
  const givenUpWords = givenUp > 0 ? `, ${count.format(givenUp)} given up` : '';
  if (waiting === 0) return { progress: 1, waiting, words: `${count.format(done)} of ${count.format(all)} histories fetched${givenUpWords}` };
  const left = timeLeft(counts, now);
  const rests = [...resting].filter(([, until]) => until > now).map(([source, until]) => `${source} rests until ${formatTime(until)}`);
  const parts = [`${count.format(done)} of ${count.format(all)} histories${givenUpWords}`, left === null ? 'measuring how long it takes' : `${formatSpan(left)} left`, ...rests];
  return { progress: (done + givenUp) / all, waiting, words: parts.join('; ') };
}

export async function backfillProgress(datasetId: number, resting: ReadonlyMap<string, Date> = new Map()): Promise<BackfillProgress> {
  return describeProgress(await countTasks(datasetId, WINDOW_MINUTES), resting, systemClock.now());
}
