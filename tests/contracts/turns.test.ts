import { describe, expect, it } from 'vitest';
import { Turns } from '@/lib/data/turns';

const nextTick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  it('runs one at a time of a key, in order, and no more at once than there are places', async () => {
    const turns = new Turns(2);
    const done: string[] = [];
    const now = new Set<string>();
    let most = 0;
    const work = (key: string, at: number) => turns.run(key, async () => {
      expect(now.has(key)).toBe(false);
      now.add(key);
      most = Math.max(most, now.size);
      await nextTick();
      now.delete(key);
      done.push(`${key}${at}`);
    });
    await Promise.all(['a', 'b', 'c', 'd'].flatMap((key) => [1, 2, 3].map((at) => work(key, at))));
    expect(most).toBe(2);
    expect(done.filter((name) => name.startsWith('c'))).toEqual(['c1', 'c2', 'c3']);
    expect(done).toHaveLength(12);
  });

  it('goes on after work that failed, and gives its error to the one who asked', async () => {
    const turns = new Turns(1);
    const failed = turns.run('a', () => Promise.reject(new Error('no')));
    const after = turns.run('a', () => Promise.resolve('yes'));
    await expect(failed).rejects.toThrow('no');
    expect(await after).toBe('yes');
    expect(await turns.run('b', () => Promise.resolve('free'))).toBe('free');
  });
});
