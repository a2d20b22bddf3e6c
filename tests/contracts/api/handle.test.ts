import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { calculatorRoute, readRoute } from '@/app/api/v1/handle';
import { WorkGate } from '@/app/api/v1/work-gate';
import { decimalText, finite, isoDay, queryLimit, slug } from '@/lib/schemas/api/common';
import { ApiProblem, problemSchema, unprocessable } from '@/lib/schemas/api/problem';
import { defineEndpoint } from '@/lib/schemas/api/registry';

const endpoint = defineEndpoint({
  method: 'POST', path: '/double', tag: 'Calculators', summary: 'Doubles.',
  body: z.strictObject({ amount: decimalText, rate: finite.optional(), items: z.array(finite).max(3).optional() }),
  response: z.strictObject({ amount: z.string(), rate: z.number().nullable() }),
});
const { GET, POST } = calculatorRoute(endpoint, (body) => {
  if (body.rate === 13) throw unprocessable([{ path: 'rate', message: 'must not be 13' }]);
  if (body.rate === 14) throw new Error('secret detail');
  if (body.rate === 15) return { amount: '1', rate: Number.POSITIVE_INFINITY };
  return { amount: body.amount, rate: body.rate ?? null };
});

const list = readRoute(
  defineEndpoint({ method: 'GET', path: '/things/{id}', tag: 'Market', summary: 'Things.', params: z.strictObject({ id: slug }), query: z.strictObject({ limit: queryLimit(5), day: isoDay.optional() }), response: z.object({ id: z.string(), limit: z.int() }) }),
  ({ params, query }) => (params.id === 'nothing' ? null : { id: params.id, limit: query.limit }),
);

const context = { params: Promise.resolve({}) };

async function send(body: BodyInit, headers: Record<string, string> = { 'content-type': 'application/json' }): Promise<{ status: number; json: unknown; response: Response }> {
  const response = await POST(new Request('http://localhost/api/v1/double', { method: 'POST', body, headers }), context);
  return { status: response.status, json: await response.clone().json(), response };
}

async function read(path: string, id = 'a'): Promise<{ status: number; json: unknown }> {
  const response = await list.GET(new Request(`http://localhost/api/v1/things/${path}`), { params: Promise.resolve({ id }) });
  return { status: response.status, json: await response.json() };
}

describe('a calculator', () => {
  it('answers, with decimals as text', async () => {
    expect(await send('{"amount": 1000.50, "rate": 0.1234567890123456789}')).toMatchObject({ status: 200, json: { amount: '1000.5', rate: 0.12345678901234568 } });
  });

  it.each<[string, BodyInit, number, Record<string, string>?]>([
    ['no JSON', '{', 400], ['nothing', '', 400], ['a key twice', '{"amount":1,"amount":2}', 400], ['bad UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 400],
    ['an unknown field', '{"amount":"1","more":1}', 422], ['a prototype', '{"amount":"1","__proto__":{"x":1}}', 422], ['an inexact decimal', '{"amount":9007199254740993}', 422],
    ['the character U+0000', '{"amount":"1\\u0000"}', 422], ['NaN', '{"amount":"1","rate":NaN}', 422], ['infinity', '{"amount":"1","rate":1e999}', 422], ['null', 'null', 422], ['an array', '[]', 422], ['a text', '"x"', 422],
    ['too many entries', '{"amount":"1","items":[1,2,3,4]}', 422], ['what the calculation refuses', '{"amount":"1","rate":13}', 422], ['what overflows', '{"amount":"1","rate":15}', 422],
    ['plain text', '{"amount":"1"}', 415, { 'content-type': 'text/plain' }], ['no type', new Uint8Array([0x7b, 0x7d]), 415, {}], ['another charset', '{"amount":"1"}', 415, { 'content-type': 'application/json; charset=utf-16' }],
    ['compression', '{"amount":"1"}', 415, { 'content-type': 'application/json', 'content-encoding': 'gzip' }], ['over 1 MiB', JSON.stringify({ amount: '1', pad: 'x'.repeat(1_048_576) }), 413],
  ])('refuses %s', async (_, body, status, headers) => {
    const sent = await send(body, headers);
    expect(sent.status).toBe(status);
    expect(sent.response.headers.get('content-type')).toBe('application/problem+json');
    expect(problemSchema.parse(sent.json).status).toBe(status);
  });

  it('refuses a long stream without waiting for its end', async () => {
    let sent = 0;
    const stream = new ReadableStream({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(0x20));
      },
    });
    const response = await POST(new Request('http://localhost/', { method: 'POST', body: stream, duplex: 'half', headers: { 'content-type': 'application/json' } } as RequestInit), context);
    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(2_000_000);
  });

  it('names the allowed method for another', async () => {
    const response = await GET(new Request('http://localhost/api/v1/double'), context);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    expect(problemSchema.parse(await response.json()).status).toBe(405);
  });

  it('says nothing about an unexpected error', async () => {
    const { status, json } = await send('{"amount":"1","rate":14}');
    expect(status).toBe(500);
    expect(JSON.stringify(json)).not.toContain('secret');
  });
});

describe('a read', () => {
  it('parses its path and query', async () => {
    expect(await read('a?limit=7')).toEqual({ status: 200, json: { id: 'a', limit: 7 } });
    expect(await read('a')).toEqual({ status: 200, json: { id: 'a', limit: 5 } });
  });

  it.each([['a?limit=501', 'a', 422], ['a?limit=7&limit=8', 'a', 422], ['a?colour=red', 'a', 422], ['a?day=2021-02-30', 'a', 422], ['nothing', 'nothing', 404], ['A%20B', 'A B', 404]])('%s is %i', async (path, id, status) => {
    expect((await read(path, id)).status).toBe(status);
  });
});

describe('the work gate', () => {
  it('refuses what finds it full, and serves again afterwards', async () => {
    const gate = new WorkGate(10);
    const first = gate.run(6, () => 1);
    const second = gate.run(4, () => 2);
    const third = gate.run(1, () => 3).catch((error: unknown) => error);
    expect(await Promise.all([first, second])).toEqual([1, 2]);
    const refusal = await third;
    expect(refusal).toBeInstanceOf(ApiProblem);
    expect(refusal).toMatchObject({ status: 503, options: { retryAfterSeconds: 1 } });
    expect(await gate.run(50, () => 4)).toBe(4);
    await expect(gate.run(1, () => { throw new Error('no'); })).rejects.toThrow('no');
    expect(await gate.run(1, () => 5)).toBe(5);
  });
});
