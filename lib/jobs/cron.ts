const MINUTE_MS = 60_000;
/** A year and a day: every expression of ours is met within it. */
const HORIZON_MINUTES = 367 * 1_440;

const RANGES = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
] as const;

/** The values that one field means: `*`, `*` with a step, a number, or a list of numbers. */
function valuesOf(field: string, [from, to]: readonly [number, number]): ReadonlySet<number> {
  const step = /^\*(?:\/(\d+))?$/.exec(field);
  if (step) return new Set(Array.from({ length: to - from + 1 }, (_, i) => from + i).filter((value) => (value - from) % Number(step[1] ?? 1) === 0));
  const values = field.split(',').map(Number);
  if (values.some((value) => !Number.isInteger(value) || value < from || value > to)) throw new Error(`${field} is no field of a schedule`);
  return new Set(values);
}

/** The next moment, in UTC, that a five-field cron expression names after `now`. The queue reads the same expression. */
export function nextTime(cron: string, now: Date): Date {
  const [minutes, hours, days, months, weekdays] = cron.split(' ').map((field, i) => valuesOf(field, RANGES[i] ?? [0, -1]));
  if (!minutes || !hours || !days || !months || !weekdays) throw new Error(`${cron} is no schedule`);
  const first = Math.floor(now.getTime() / MINUTE_MS) + 1;
  for (let minute = first; minute < first + HORIZON_MINUTES; minute += 1) {
    const moment = new Date(minute * MINUTE_MS);
    const met = minutes.has(moment.getUTCMinutes()) && hours.has(moment.getUTCHours()) && days.has(moment.getUTCDate()) && months.has(moment.getUTCMonth() + 1) && weekdays.has(moment.getUTCDay());
    if (met) return moment;
  }
  throw new Error(`${cron} names no moment`);
}
