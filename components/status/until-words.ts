const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** When something will be, as near as people need it: “now”, “in 12 min”, “at 14:05 UTC”, “on 22 Nov, 00:07 UTC”. */
export function formatUntil(moment: Date, now: Date): string {
  const ahead = moment.getTime() - now.getTime();
  if (ahead < MINUTE_MS) return 'now';
  if (ahead < 60 * MINUTE_MS) return `in ${Math.round(ahead / MINUTE_MS)} min`;
  const time = `${moment.toISOString().slice(11, 16)} UTC`;
  if (ahead < DAY_MS) return `at ${time}`;
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(moment);
  return `on ${day}, ${time}`;
}
