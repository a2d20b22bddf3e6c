import { describe, expect, it, vi } from 'vitest';
import { GET } from '@/app/api/v1/tokens/[id]/route';
import { answerToken } from '@/lib/services/tokens/answer-token';

vi.mock('@/lib/services/tokens/answer-token', () => ({ answerToken: vi.fn(() => new Promise((resolve) => setTimeout(() => resolve(null), 5))) }));

const ask = (day: string): Promise<Response> => GET(new Request(`http://localhost/api/v1/tokens/bitcoin${day}`), { params: Promise.resolve({ id: 'bitcoin' }) });

describe('days of the past, which may have to be computed again', () => {
  it('wait for one another, and a crowd of them is told to come back', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask('?day=2018-01-01')));
    const busy = answers.filter((answer) => answer.status === 503);
    expect(busy).toHaveLength(12);
    expect(busy[0]?.headers.get('retry-after')).toBe('1');
    expect(vi.mocked(answerToken)).toHaveBeenCalledTimes(8);
    expect((await ask('?day=2018-01-01')).status).toBe(404);
  });

  it('leave the newest day alone', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask('')));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([404]));
  });
});
