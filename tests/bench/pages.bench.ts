/**
 * Latency of the index list and the screener, as pages and as API, with 10 connections against a running production server
 * (BENCH_URL, default http://localhost:PORT), each beside the same bytes served from memory by a bare node:http server: what is
 * between the two is our work, not the machine's. Alternating, median of the repetitions.
 */
import { execFile } from 'node:child_process';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { quantile } from '@/lib/domain/foundation/statistics';

const REPETITIONS = 3;
const CONNECTIONS = 10;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const BASE = process.env.BENCH_URL ?? `http://localhost:${process.env.PORT ?? 3000}`;
const PATHS = ['/indices', '/tokens', '/api/v1/indices', '/api/v1/tokens?limit=100'];

const run = promisify(execFile);

interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** One load from a process of its own, so that the measuring does not slow what is measured. */
async function load(url: string): Promise<Load> {
  const cli = path.resolve('node_modules/autocannon/autocannon.js');
  const { stdout } = await run(process.execPath, [cli, '-c', String(CONNECTIONS), '-d', String(SECONDS), '--json', url], { maxBuffer: 1e8 });
  const report = JSON.parse(stdout) as { non2xx: number; errors: number; requests: { average: number }; latency: { p50: number; p99: number } };
  if (report.non2xx > 0 || report.errors > 0) throw new Error(`${url}: ${report.non2xx} refusals, ${report.errors} errors`);
  return { perSecond: report.requests.average, p50: report.latency.p50, p99: report.latency.p99 };
}

/** Serves these bytes and nothing else. */
async function serveCopy(body: Buffer, type: string): Promise<{ url: string; close: () => void }> {
  const server = http.createServer((_, response) => response.setHeader('content-type', type).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}

const median = (loads: readonly Load[], figure: keyof Load): number => quantile(loads.map((one) => one[figure]), 0.5);

async function measure(where: string): Promise<void> {
  const page = await fetch(BASE + where);
  if (!page.ok) throw new Error(`${where} answers ${page.status}`);
  const bytes = Buffer.from(await page.arrayBuffer());
  const copy = await serveCopy(bytes, page.headers.get('content-type') ?? 'text/html');
  const [ours, copies]: [Load[], Load[]] = [[], []];
  await load(BASE + where);
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    ours.push(await load(BASE + where));
    copies.push(await load(copy.url));
  }
  copy.close();
  const words = (loads: readonly Load[]): string => `${median(loads, 'perSecond').toFixed(0).padStart(6)} a second   p50 ${median(loads, 'p50').toFixed(0).padStart(4)} ms   p99 ${median(loads, 'p99').toFixed(0).padStart(4)} ms`;
  process.stdout.write(`${where} (${Math.round(bytes.length / 1024)} KiB), ${CONNECTIONS} connections\n  rendered         ${words(ours)}\n  copy in memory   ${words(copies)}\n  ratio ${(median(ours, 'perSecond') / median(copies, 'perSecond')).toFixed(3)}\n`);
}

for (const where of PATHS) await measure(where);
