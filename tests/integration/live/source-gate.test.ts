import fc from 'fast-check';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { pool } from '@/lib/data/pool';
import { endPause } from '@/lib/data/source-state';
import { SourceError, type NetworkSource } from '@/lib/providers/live-port';
import type { SourceLimit } from '@/lib/schemas/sources';
import { BREAKER, createSourceGate } from '@/lib/services/live/source-gate';
import { readSources } from '@/lib/services/live/read-sources';

const SOURCE: NetworkSource = 'coingecko';
const START = Date.UTC(2026, 4, 31, 23, 59, 0);

let other: pg.Pool;
beforeAll(() => void (other = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 8 })));
afterAll(() => other.end());
afterEach(() => pool.query('DELETE FROM source_state'));

/** Two processes with a pool each, and one clock that only we move. */
function twoGates(limit: SourceLimit, maxWaitMs = 0) {
  const clock = { ms: START };
  const options = { limitOf: () => limit, maxWaitMs, now: () => new Date(clock.ms), sleep: (ms: number) => Promise.resolve(void (clock.ms += ms)) };
  return { clock, gates: [createSourceGate(options), createSourceGate({ ...options, db: other })] as const };
}

const taken = async (takes: readonly Promise<void>[]): Promise<number> => (await Promise.allSettled(takes)).filter(({ status }) => status === 'fulfilled').length;
const refusal = (take: Promise<void>): Promise<SourceError> => take.then(() => expect.fail('was let through'), (error: unknown) => error as SourceError);

describe('the token bucket', () => {
  it('gives forty takers in two processes as many tokens as it holds', async () => {
    const { clock, gates } = twoGates({ capacity: 7, perMinute: 60, perMonth: null });
    expect(await taken(Array.from({ length: 40 }, (_, i) => gates[i % 2 === 0 ? 0 : 1].take(SOURCE)))).toBe(7);
    clock.ms += 3_000;
    expect(await taken(Array.from({ length: 40 }, (_, i) => gates[i % 2 === 0 ? 0 : 1].take(SOURCE)))).toBe(3);
  });

  it('waits for a token as long as that is reasonable, then says when to come back', async () => {
    const { clock, gates } = twoGates({ capacity: 1, perMinute: 6, perMonth: null }, 15_000);
    await gates[0].take(SOURCE);
    await gates[1].take(SOURCE);
    expect(clock.ms - START).toBeGreaterThanOrEqual(10_000);
    const hasty = twoGates({ capacity: 1, perMinute: 6, perMonth: null }, 9_000);
    hasty.clock.ms = clock.ms;
    const error = await refusal(hasty.gates[0].take(SOURCE));
    expect(error).toMatchObject({ kind: 'rate-limited', source: SOURCE });
    expect(error.retryAt).toEqual(new Date(clock.ms + 10_000));
  });

  it('counts a request that is under way at once: whoever comes later waits until it is back', async () => {
    const { clock, gates } = twoGates({ capacity: 2, perMinute: 60, perMonth: 10 });
    for (let i = 0; i < 2; i++) await gates[0].take(SOURCE);
    for (let i = 0; i < 3; i++) await gates[1].take(SOURCE, true);
    clock.ms += 3_999;
    expect((await refusal(gates[0].take(SOURCE))).kind).toBe('rate-limited');
    expect(await readSources({ now: () => new Date(clock.ms - 3_000) })).toContainEqual(expect.objectContaining({ source: SOURCE, quotaLeft: 0 }));
    clock.ms += 1;
    await gates[0].take(SOURCE);
    expect((await pool.query('SELECT month_requests AS asked FROM source_state')).rows).toEqual([{ asked: 6 }]);
  });

  it('counts by the database’s clock where no other is given', async () => {
    const gate = createSourceGate({ limitOf: () => ({ capacity: 2, perMinute: 1_200, perMonth: null }) });
    const before = performance.now();
    for (let i = 0; i < 6; i++) await gate.take(SOURCE);
    expect(performance.now() - before).toBeGreaterThanOrEqual(190);
  });

  it('lets many real takers of two processes through one by one, at the pace it was told', async () => {
    const limit = { capacity: 3, perMinute: 1_200, perMonth: null };
    const gates = [createSourceGate({ limitOf: () => limit, maxWaitMs: 60_000 }), createSourceGate({ limitOf: () => limit, maxWaitMs: 60_000, db: other })] as const;
    const from = performance.now();
    const went: number[] = [];
    await Promise.all(Array.from({ length: 30 }, (_, i) => gates[i % 2 === 0 ? 0 : 1].take(SOURCE).then(() => went.push(performance.now() - from))));
    // The n-th cannot be through before the bucket has given n tokens; a millisecond is what is stored.
    went.forEach((ms, i) => expect(ms).toBeGreaterThanOrEqual(((i + 1 - limit.capacity) / limit.perMinute) * 60_000 - 2));
    expect(went).toHaveLength(30);
  });

  it('holds the month’s allowance and begins anew with the month', async () => {
    const { clock, gates } = twoGates({ capacity: 10, perMinute: 600, perMonth: 4 });
    expect(await taken(Array.from({ length: 9 }, (_, i) => gates[i % 2 === 0 ? 0 : 1].take(SOURCE)))).toBe(4);
    const error = await refusal(gates[0].take(SOURCE));
    expect(error).toMatchObject({ kind: 'rate-limited', retryAt: new Date(Date.UTC(2026, 5, 1)) });
    clock.ms += 60_000;
    await expect(gates[1].take(SOURCE)).resolves.toBeUndefined();
  });

  it('never exceeds the bucket in any stretch of time, however takers and time interleave', async () => {
    const step = fc.oneof(fc.record({ wait: fc.integer({ min: 0, max: 5_000 }) }), fc.record({ takers: fc.integer({ min: 1, max: 6 }) }));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 10, max: 240 }), async (steps, capacity, perMinute) => {
        await pool.query('DELETE FROM source_state');
        const { clock, gates } = twoGates({ capacity, perMinute, perMonth: null });
        const went: number[] = [];
        for (const each of steps) {
          if ('wait' in each) clock.ms += each.wait;
          else for (let n = await taken(Array.from({ length: each.takers }, (_, i) => gates[i % 2 === 0 ? 0 : 1].take(SOURCE))); n > 0; n--) went.push(clock.ms);
        }
        went.forEach((from, i) => went.slice(i).forEach((to, j) => expect(j + 1).toBeLessThanOrEqual(capacity + ((to - from) / 60_000) * perMinute + 1e-6)));
      }),
      { numRuns: 60, seed: 3 },
    );
  });
});

describe('the wish to wait', () => {
  it('is kept by every process, without a request, until its time', async () => {
    const { clock, gates } = twoGates({ capacity: 10, perMinute: 60, perMonth: null });
    await gates[0].take(SOURCE);
    const retryAt = new Date(START + 45_000);
    await gates[0].failed(SOURCE, 'rate-limited', 'too many requests', retryAt);
    expect(await refusal(gates[1].take(SOURCE))).toMatchObject({ kind: 'rate-limited', retryAt });
    clock.ms += 45_000;
    await expect(gates[1].take(SOURCE)).resolves.toBeUndefined();
  });

  it('is not shortened by an earlier one', async () => {
    const { gates } = twoGates({ capacity: 10, perMinute: 60, perMonth: null });
    await gates[0].take(SOURCE);
    await gates[0].failed(SOURCE, 'rate-limited', 'too many requests', new Date(START + 45_000));
    await gates[1].failed(SOURCE, 'rate-limited', 'too many requests', new Date(START + 5_000));
    expect((await refusal(gates[0].take(SOURCE))).retryAt).toEqual(new Date(START + 45_000));
  });
});

describe('the breaker', () => {
  const limit: SourceLimit = { capacity: 1_000, perMinute: 1_000, perMonth: null };

  async function fail(gates: ReturnType<typeof twoGates>['gates'], times: number): Promise<void> {
    for (let i = 0; i < times; i++) {
      await gates[i % 2 === 0 ? 0 : 1].take(SOURCE);
      await gates[i % 2 === 0 ? 0 : 1].failed(SOURCE, 'failed', 'answered 503', null);
    }
  }

  it('opens after five failures in a row, wherever they happened', async () => {
    const { gates } = twoGates(limit);
    await fail(gates, BREAKER.failures - 1);
    await gates[0].take(SOURCE);
    await gates[0].succeeded(SOURCE);
    await fail(gates, BREAKER.failures);
    const error = await refusal(gates[0].take(SOURCE));
    expect(error).toMatchObject({ kind: 'failed', retryAt: new Date(START + BREAKER.pauseMs) });
    expect(error.message).toContain('5 failures');
    expect(error.message).toContain('answered 503');
  });

  it('lets exactly one of many try when its rest is over, and closes on its success', async () => {
    const { clock, gates } = twoGates(limit);
    await fail(gates, BREAKER.failures);
    clock.ms += BREAKER.pauseMs;
    expect(await taken(Array.from({ length: 20 }, (_, i) => gates[i % 2 === 0 ? 0 : 1].take(SOURCE)))).toBe(1);
    await gates[0].succeeded(SOURCE);
    expect(await taken(Array.from({ length: 20 }, (_, i) => gates[i % 2 === 0 ? 0 : 1].take(SOURCE)))).toBe(20);
  });

  it('rests twice as long after a failed trial, and never longer than its limit', async () => {
    const { clock, gates } = twoGates(limit);
    await fail(gates, BREAKER.failures);
    const pauses: number[] = [];
    for (let i = 0; i < 8; i++) {
      const { retryAt } = await refusal(gates[0].take(SOURCE));
      pauses.push((retryAt?.getTime() ?? 0) - clock.ms);
      clock.ms = retryAt?.getTime() ?? 0;
      await fail(gates, 1);
    }
    expect(pauses).toEqual([30, 60, 120, 240, 480, 900, 900, 900].map((s) => s * 1_000));
  });

  it('rests no longer because many requests were under way when it fell ill, and closes where one of them was answered', async () => {
    const { clock, gates } = twoGates(limit);
    for (let i = 0; i < 12; i++) await gates[i % 2 === 0 ? 0 : 1].take(SOURCE);
    for (let i = 0; i < 11; i++) {
      clock.ms += 100;
      await gates[i % 2 === 0 ? 0 : 1].failed(SOURCE, 'timed-out', 'gave no answer', null);
    }
    const opened = START + 100 * BREAKER.failures;
    expect((await refusal(gates[0].take(SOURCE))).retryAt).toEqual(new Date(opened + BREAKER.pauseMs));
    clock.ms = opened + BREAKER.pauseMs;
    await fail(gates, 1);
    expect((await refusal(gates[1].take(SOURCE))).retryAt).toEqual(new Date(clock.ms + 2 * BREAKER.pauseMs));
    await gates[1].succeeded(SOURCE);
    await expect(gates[0].take(SOURCE)).resolves.toBeUndefined();
  });

  it('lets the one that tries follow a redirect', async () => {
    const { clock, gates } = twoGates({ capacity: 100, perMinute: 60, perMonth: null });
    await gates[0].take(SOURCE);
    for (let i = 0; i < BREAKER.failures; i++) await gates[0].failed(SOURCE, 'failed', 'ill', null);
    clock.ms += BREAKER.pauseMs;
    await gates[0].take(SOURCE);
    await gates[0].take(SOURCE, true);
    expect((await refusal(gates[1].take(SOURCE))).message).toContain('rests');
    await gates[0].succeeded(SOURCE);
    await gates[1].take(SOURCE);
  });

  it('gives another the trial when the first fell silent', async () => {
    const { clock, gates } = twoGates(limit);
    await fail(gates, BREAKER.failures);
    clock.ms += BREAKER.pauseMs;
    await gates[0].take(SOURCE);
    await refusal(gates[1].take(SOURCE));
    clock.ms += BREAKER.probeMs;
    await expect(gates[1].take(SOURCE)).resolves.toBeUndefined();
  });

  it('behaves as one breaker in one process would, however two processes use it', async () => {
    const step = fc.record({ wait: fc.constantFrom(0, 0, 1_000, 10_000, 30_000, 61_000, 300_000), by: fc.constantFrom<(0 | 1)[]>(0, 1), report: fc.constantFrom('succeeded', 'failed', 'failed', 'failed', 'failed', 'silent') });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
        await pool.query('DELETE FROM source_state');
        const { clock, gates } = twoGates(limit);
        let failures = 0;
        let openUntil = 0;
        for (const { wait, by, report } of steps) {
          clock.ms += wait;
          const passed = await gates[by].take(SOURCE).then(() => true, () => false);
          expect(passed).toBe(clock.ms >= openUntil);
          if (!passed) continue;
          if (failures >= BREAKER.failures) openUntil = clock.ms + BREAKER.probeMs;
          if (report === 'succeeded') {
            [failures, openUntil] = [0, 0];
            await gates[by].succeeded(SOURCE);
          } else if (report === 'failed') {
            failures += 1;
            if (failures >= BREAKER.failures) openUntil = clock.ms + Math.min(BREAKER.maxPauseMs, BREAKER.pauseMs * 2 ** (failures - BREAKER.failures));
            await gates[by].failed(SOURCE, 'unreachable', 'nothing listens there', null);
          }
        }
      }),
      { numRuns: 40, seed: 11 },
    );
  });

  it('does not count what says nothing about the source’s health', async () => {
    const { gates } = twoGates(limit);
    for (let i = 0; i < 2 * BREAKER.failures; i++) {
      await gates[0].take(SOURCE);
      await gates[0].failed(SOURCE, 'refused', 'answered 401', null);
    }
    await expect(gates[1].take(SOURCE)).resolves.toBeUndefined();
  });

  it('keeps sources apart', async () => {
    const { gates } = twoGates(limit);
    await fail(gates, BREAKER.failures);
    await expect(gates[0].take('exchange:kraken')).resolves.toBeUndefined();
  });

  it('ends its rest when the owner wants to try', async () => {
    const { gates } = twoGates(limit);
    await fail(gates, BREAKER.failures);
    await endPause(SOURCE);
    await expect(gates[0].take(SOURCE)).resolves.toBeUndefined();
  });
});

describe('a database that is away', () => {
  it('is nobody’s failure: whoever asks is told to come back in a moment', async () => {
    const away = new pg.Pool({ connectionString: 'postgresql://nobody@127.0.0.1:1/none' });
    const gate = createSourceGate({ limitOf: () => ({ capacity: 5, perMinute: 5, perMonth: null }), now: () => new Date(START), db: away });
    const error = await refusal(gate.take(SOURCE));
    expect([error, error.kind, error.retryAt]).toEqual([expect.any(SourceError), 'rate-limited', new Date(START + 2_000)]);
    await expect(gate.succeeded(SOURCE)).rejects.toBeInstanceOf(SourceError);
    await away.end();
  });
});

describe('a gate whose worker lost its session', () => {
  it('keeps nobody waiting for a token', async () => {
    const over = new AbortController();
    const gate = createSourceGate({ limitOf: () => ({ capacity: 1, perMinute: 4, perMonth: null }), over: over.signal });
    await gate.take(SOURCE);
    const from = performance.now();
    const waiting = gate.take(SOURCE).catch((error: unknown) => error);
    setTimeout(() => over.abort(), 50);
    expect(await waiting).toMatchObject({ name: 'AbortError' });
    expect(performance.now() - from).toBeLessThan(5_000);
  });
});

describe('the state of sources', () => {
  it('tells quota, rest and the last error in words, and lists those that were never asked', async () => {
    const now = () => new Date(START);
    const gate = createSourceGate({ limitOf: () => ({ capacity: 5, perMinute: 5, perMonth: null }), now });
    await gate.take(SOURCE);
    for (let i = 0; i < BREAKER.failures; i++) await gate.failed(SOURCE, 'unreachable', 'api.example cannot be reached', null);
    const states = await readSources({ now });
    expect(states.find(({ source }) => source === 'defillama')).toMatchObject({ breaker: 'closed', lastSuccess: null });
    expect(states.find(({ source }) => source === SOURCE)).toMatchObject({ breaker: 'open', quotaLeft: 4, failures: 5, error: 'api.example cannot be reached', errorKind: 'unreachable', retryAt: new Date(START + BREAKER.pauseMs) });
    expect(states.find(({ source }) => source === 'coinmetrics')?.state).toBe('off');
  });
});
