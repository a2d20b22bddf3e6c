import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { fearGreedSchema } from '@/lib/providers/alternative-me/schema';
import { takeFearGreed } from '@/lib/providers/alternative-me/transform';
import { withProviderSpecs } from '@/tests/support/real-data';

const stamp = (day: string): string => String(Date.parse(`${day}T00:00:00Z`) / 1_000);
const entry = (day: string, value: unknown, more: object = {}): object => ({ value, value_classification: 'Greed', timestamp: stamp(day), ...more });
const SPAN = { from: isoDay('2026-06-01'), to: isoDay('2026-06-30') };
const TODAY = isoDay('2026-06-15');
const take = (...entries: unknown[]) => takeFearGreed(entries, SPAN, TODAY);

describe('fear and greed', () => {
  it('belongs to the day it is stamped with, oldest first, today left out', () => {
    expect(take(entry('2026-06-15', '71', { time_until_update: '56644' }), entry('2026-06-14', '70'), entry('2026-06-13', '9')).rows).toEqual([
      { metric: 'fearGreed', day: '2026-06-13', value: '9' },
      { metric: 'fearGreed', day: '2026-06-14', value: '70' },
    ]);
  });

  it('keeps to the days asked for', () => {
    expect(take(entry('2026-05-31', '1'), entry('2026-06-01', '2')).rows).toEqual([{ metric: 'fearGreed', day: '2026-06-01', value: '2' }]);
  });

  it.each([
    ['a number as a number', entry('2026-06-10', 71)],
    ['a fraction', entry('2026-06-10', '71.5')],
    ['a negative value', entry('2026-06-10', '-1')],
    ['a value beyond the scale', entry('2026-06-10', '101')],
    ['NaN', entry('2026-06-10', 'NaN')],
    ['nothing', entry('2026-06-10', null)],
    ['a stamp inside the day', { value: '50', timestamp: String(Number(stamp('2026-06-10')) + 60) }],
    ['a stamp in milliseconds', { value: '50', timestamp: `${stamp('2026-06-10')}000` }],
    ['a day instead of a stamp', { value: '50', timestamp: '06-10-2026' }],
    ['no entry', null],
    ['text', 'Greed'],
  ])('refuses %s by name and keeps the rest', (_, wrong) => {
    const { rows, refused } = take(wrong, entry('2026-06-09', '33'));
    expect(rows).toEqual([{ metric: 'fearGreed', day: '2026-06-09', value: '33' }]);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ subject: 'fearGreed', reason: expect.stringMatching(/\S/) as string });
  });

  it('takes nothing of an answer with a stamp in the future: all its days are shifted', () => {
    expect(take(entry('2026-06-20', '50'), entry('2026-06-09', '33'))).toMatchObject({ rows: [], refused: [{ subject: 'fearGreed', reason: 'future day: its clock is wrong, and nothing of the answer is taken' }] });
  });

  it('takes the first of two entries of a day and refuses the other', () => {
    const { rows, refused } = take(entry('2026-06-10', '40'), entry('2026-06-10', '41'));
    expect(rows).toEqual([{ metric: 'fearGreed', day: '2026-06-10', value: '40' }]);
    expect(refused).toMatchObject([{ about: '2026-06-10', reason: 'comes twice' }]);
  });
});

withProviderSpecs('fear and greed as recorded', (dir) => {
  it('is taken whole', () => {
    const { data } = fearGreedSchema.parse(JSON.parse(fs.readFileSync(path.join(dir, 'alternative-me/responses/fng-2026-09.json'), 'utf8')));
    const { rows, refused } = takeFearGreed(data, { from: isoDay('2026-01-01'), to: isoDay('2026-12-31') }, isoDay('2026-09-25'));
    expect(refused).toEqual([]);
    expect(rows).toHaveLength(data.length);
    expect(rows.at(-1)).toEqual({ metric: 'fearGreed', day: '2026-09-24', value: '71' });
  });
});
