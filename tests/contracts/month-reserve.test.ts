import { describe, expect, it } from 'vitest';
import { isSpare } from '@/lib/services/live/month-reserve';

const at = (text: string): Date => new Date(`${text}Z`);

describe('what is left of a month for prices on show', () => {
  it.each([
    ['the first moment, all left', 10_000, '2026-06-01T00:00:00', true],
    ['the first moment, as much used as may be', 6_000, '2026-06-01T00:00:00', false],
    ['the middle, just more than what is kept', 3_001, '2026-06-16T00:00:00', true],
    ['the middle, what is kept', 3_000, '2026-06-16T00:00:00', false],
    ['the last moment', 1, '2026-06-30T23:59:59.999', true],
    ['the last moment, nothing left', 0, '2026-06-30T23:59:59.999', false],
    ['the end of a year', 10_000, '2026-12-31T12:00:00', true],
  ] as const)('%s', (_, left, now, spare) => {
    expect(isSpare(left, 10_000, at(now))).toBe(spare);
  });

  it('lasts: with a demo key asked every five minutes, 190 requests a day stay for what is stored', () => {
    let left = 10_000;
    let stored = 0;
    for (let minute = 0; minute < 30 * 1_440; minute += 5) {
      const now = new Date(Date.UTC(2026, 5, 1) + minute * 60_000);
      if (isSpare(left, 10_000, now)) left -= 1;
      if (minute % 1_440 === 0 && left >= 190) {
        left -= 190;
        stored += 1;
      }
    }
    expect(stored).toBe(30);
  });
});
