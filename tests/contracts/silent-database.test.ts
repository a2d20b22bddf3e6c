import net from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

const sockets: net.Socket[] = [];
/** Takes connections and never says a word, as a database that hangs. */
const server = net.createServer((socket) => void sockets.push(socket.on('error', () => undefined)));

const ROUTES = [
  ['the driver', '@/app/api/v1/indices/route', '/indices'],
  ['Prisma', '@/app/api/v1/me/profile/route', '/me/profile'],
] as const;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('DATABASE_URL', `postgresql://someone:hidden@127.0.0.1:${(server.address() as net.AddressInfo).port}/none`);
  // Loading them is not what is measured.
  for (const [, file] of ROUTES) await import(file);
});
afterAll(() => {
  vi.unstubAllEnvs();
  sockets.forEach((socket) => socket.destroy());
  server.close();
});

// Both at once: what is waited for is the product's own patience.
it.concurrent.each(ROUTES)('an answer by %s does not wait for ever for a database that hangs', async (_, file, path) => {
  const { GET } = (await import(file)) as { GET: (request: Request, context: object) => Promise<Response> };
  const from = performance.now();
  const response = await GET(new Request(`http://localhost/api/v1${path}`, { headers: { authorization: `Bearer bw_${'x'.repeat(43)}` } }), { params: Promise.resolve({}) });
  expect(await response.json()).toEqual({ type: 'about:blank', title: 'Busy', status: 503, detail: 'The database does not answer. Try again in a moment.' });
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
  expect(performance.now() - from).toBeLessThan(15_000);
});
