import { describe, expect, it } from 'vitest';
import type { ForecastTask } from '@/lib/domain/scores/forecast/plan';
import { openCrew } from '@/lib/services/model/threads/crew';
import { shareArrays } from '@/lib/services/model/threads/share-arrays';

const ENDED = 'The computation was ended.';
const TASK = { id: 'none' } as ForecastTask;

describe('what threads share', () => {
  it('lies in shared memory with the same numbers, what occurs twice once, and the rest as it was', () => {
    const column = Float64Array.of(1, Number.NaN, -0);
    const part = Float32Array.of(7, 8, 9).subarray(1);
    const given = { column, again: [column, part], byName: new Map([['part', part]]), text: 'a', none: null };
    const shared = shareArrays(given);
    expect(shared).toEqual(given);
    expect(shared.again[0]).toBe(shared.column);
    expect(shared.byName.get('part')).toBe(shared.again[1]);
    for (const array of [shared.column, shared.again[1]]) expect(array?.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(shareArrays(shared).column).toBe(shared.column);
    expect(column.buffer).toBeInstanceOf(ArrayBuffer);
  });
});

describe('a crew of threads', () => {
  it('tells why it could not answer, and goes on', async () => {
    const crew = openCrew(1);
    await expect(crew.ask('task', TASK)).rejects.toThrow('nothing is held to work on');
    await expect(crew.ask('prepare', { datasetId: 99 })).rejects.toThrow('No dataset 99');
    await crew.close();
    await expect(crew.ask('task', TASK)).rejects.toThrow(ENDED);
  });

  it('ends at once, whatever it was asked, when its work is over', async () => {
    const over = new AbortController();
    const crew = openCrew(2, over.signal);
    const asked = [1, 2, 3, 4, 5].map(() => crew.ask('prepare', { datasetId: 99 }));
    over.abort();
    expect(await Promise.allSettled(asked)).toMatchObject(asked.map(() => ({ status: 'rejected', reason: { message: ENDED } })));
    await expect(openCrew(1, over.signal).ask('task', TASK)).rejects.toThrow(ENDED);
  });
});
