import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { StubMarket } from './stub-market';

export interface StubRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: http.IncomingHttpHeaders;
  /** Address of the stub itself, for links in answers. */
  readonly origin: string;
}

export interface StubAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, unless it is text. */
  readonly body: unknown;
}

/** A source's documented answers; undefined where it has no such path. */
export type StubSource = (request: StubRequest, market: StubMarket) => StubAnswer | undefined;

export interface LoggedRequest {
  readonly source: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: http.IncomingHttpHeaders;
  readonly at: Date;
  /** Name of the fault that it met. */
  readonly fault: string | null;
}

/** Takes the answer over; true where it did. */
export type Interceptor = (request: StubRequest, answer: StubAnswer, response: http.ServerResponse) => { readonly name: string; readonly answer: StubAnswer | null } | null;

export function write(response: http.ServerResponse, { status = 200, headers = {}, body }: StubAnswer): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(text);
}

export interface StubServer {
  readonly origin: string;
  stop(): Promise<void>;
}

/** Serves one source on a port of its own. */
export async function serve(name: string, source: StubSource, market: StubMarket, log: LoggedRequest[], intercept: Interceptor, notFound: unknown): Promise<StubServer> {
  let origin = '';
  const server = http.createServer((incoming, response) => {
    const address = new URL(incoming.url ?? '/', origin);
    const request: StubRequest = { method: incoming.method ?? 'GET', path: address.pathname, query: address.searchParams, headers: incoming.headers, origin };
    incoming.resume();
    const answer = source(request, market) ?? { status: 404, body: notFound };
    const fault = intercept(request, answer, response);
    log.push({ source: name, method: request.method, path: request.path, query: Object.fromEntries(request.query), headers: request.headers, at: new Date(), fault: fault?.name ?? null });
    const final = fault ? fault.answer : answer;
    if (final) write(response, final);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
