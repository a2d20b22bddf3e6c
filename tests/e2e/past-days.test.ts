import { setTimeout as pause } from 'node:timers/promises';
import { expect, inject, it } from 'vitest';
import { addDays, dayNumber, isoDay } from '@/lib/domain/foundation/iso-day';
import { DAILY_GRADE_DAYS, isDeterminationRow } from '@/lib/domain/scores/required-days';

interface Token {
  readonly day: string;
  readonly graded: number;
  readonly lenses: readonly { readonly features: readonly { readonly value: number | null }[] }[];
}

const get = async <T>(where: string): Promise<T> => {
  const response = await fetch(`${inject('appUrl')}/api/v1${where}`);
  expect(response.status, where).toBe(200);
  return (await response.json()) as T;
};

/** The built server has no TypeScript in it: the thread reads it for itself, and what this proves is that it can. */
it('a token of a day that is not kept is graded anew, while others are answered', async () => {
  const { dataset } = await get<{ dataset: { lastDay: string } }>('/status');
  let day = addDays(isoDay(dataset.lastDay), -DAILY_GRADE_DAYS - 5);
  while (isDeterminationRow({ start: dayNumber(day) }, 0)) day = addDays(day, -1);
  const start = performance.now();
  let took = 0;
  const asked = get<Token>(`/tokens/bitcoin?day=${day}`).finally(() => (took = performance.now() - start));
  const waits: number[] = [];
  do {
    const before = performance.now();
    await get('/status');
    waits.push(performance.now() - before);
    await pause(20);
  } while (took === 0);
  const token = await asked;
  expect(token.day).toBe(day);
  expect(token.graded).toBeGreaterThan(9);
  expect(token.lenses.flatMap(({ features }) => features).filter(({ value }) => value !== null).length).toBeGreaterThan(10);
  // Nobody waited for it, not even for the better part.
  expect(Math.max(...waits), `of ${waits.length} answers in ${took} ms`).toBeLessThan(Math.max(500, took / 2));
});
