import { describe, expect, it } from 'vitest';
import { nextTime } from '@/lib/jobs/cron';
import { JOB_NAMES, scheduleOf } from '@/lib/jobs/schedule';

const at = (text: string) => new Date(`${text}Z`);

describe('when a schedule is due next', () => {
  it.each([
    ['*/5 * * * *', '2026-03-01T10:02:30', '2026-03-01T10:05:00'],
    ['*/5 * * * *', '2026-03-01T10:05:00', '2026-03-01T10:10:00'],
    ['7,40 0,2 * * *', '2026-03-01T00:06:59', '2026-03-01T00:07:00'],
    ['7,40 0,2 * * *', '2026-03-01T00:07:00', '2026-03-01T00:40:00'],
    ['7,40 0,2 * * *', '2026-03-01T00:40:10', '2026-03-01T02:07:00'],
    ['7,40 0,2 * * *', '2026-02-28T03:00:00', '2026-03-01T00:07:00'],
    ['18 * * * *', '2026-12-31T23:30:00', '2027-01-01T00:18:00'],
    ['0 0 29 2 *', '2027-03-01T00:00:00', '2028-02-29T00:00:00'],
    ['0 12 * * 1', '2026-03-03T12:00:00', '2026-03-09T12:00:00'],
  ])('%s after %s is %s', (cron, now, next) => {
    expect(nextTime(cron, at(now))).toEqual(at(next));
  });

  it.each(['61 * * * *', '* * *', 'a * * * *', '0 0 31 2 *', '1-5 * * * *'])('%s is refused', (cron) => {
    expect(() => nextTime(cron, at('2026-03-01T00:00:00'))).toThrow();
  });
});

describe('the schedule', () => {
  const NOW = at('2026-03-01T12:00:00');

  it('has a time for every job of the live market that no other job asks for', () => {
    const timeless = JOB_NAMES.filter((name) => scheduleOf(name).cron === null);
    expect(timeless).toEqual(['import', 'scores', 'indices', 'forecast', 'merge', 'switch']);
  });

  it('names times that the queue can read', () => {
    const crons = JOB_NAMES.flatMap((name) => scheduleOf(name).cron ?? []);
    expect(crons.filter((cron) => nextTime(cron, NOW) <= NOW)).toEqual([]);
  });

  it('computes in one lane, so that no job reads what another is storing', () => {
    expect(JOB_NAMES.filter((name) => scheduleOf(name).lane === scheduleOf('scores').lane)).toEqual(['import', 'scores', 'indices', 'alerts', 'merge', 'switch']);
  });
});
