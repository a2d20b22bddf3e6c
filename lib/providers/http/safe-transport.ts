import 'server-only';
import dns from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { Agent, buildConnector, fetch as ask, RequestInit as AskInit } from 'undici';
import { SourceError, type NetworkSource } from '../live-port';
import { ipFault, webAddressFault } from './public-address';

const CONNECT_MS = 5_000;

/** Looks a name up: all its addresses. */
export type Resolve = (hostname: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;

export interface SafeTransportOptions {
  /** Origins that the operator of this installation has named: these may be private. */
  readonly trusted?: readonly string[];
  readonly resolve?: Resolve;
  /** Why an IP address may not be connected to; null where it may. */
  readonly judge?: (address: string) => string | null;
  /** What asks the trusted origins. */
  readonly plain?: typeof fetch;
}

/** A name that leads to where no feed may lie. */
class NotPublic extends Error {
  override readonly name = 'NotPublic';
}

const systemResolve: Resolve = (hostname) => dns.promises.lookup(hostname, { all: true, verbatim: true });

/**
 * The addresses of a name, judged at the moment of connecting: the very list that is judged is connected to, so a name that leads elsewhere
 * a second later gains nothing. One private address among public ones is enough to refuse.
 */
function publicLookup(resolve: Resolve, judge: typeof ipFault): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname).then(
      (found) => {
        const fault = found.map(({ address }) => judge(address)).find((one) => one !== null);
        const [first] = found;
        if (fault) done(new NotPublic(`leads to ${fault}`), '', 0);
        else if (!first) done(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '', 0);
        else if (options.all) done(null, found.map((one) => ({ ...one })));
        else done(null, first.address, first.family);
      },
      (failed: unknown) => done(failed instanceof Error ? failed : new Error('no address'), '', 0),
    );
  };
}

/** Connects to public addresses only; what was really connected to is looked at once more. */
function publicConnector(build: typeof buildConnector, resolve: Resolve, judge: typeof ipFault): buildConnector.connector {
  const connect = build({ lookup: publicLookup(resolve, judge), timeout: CONNECT_MS });
  return (options, done) =>
    connect(options, (...[error, socket]) => {
      if (error) return done(error, null);
      const fault = judge(socket.remoteAddress ?? '');
      if (fault === null) return done(null, socket);
      socket.destroy();
      return done(new NotPublic(`leads to ${fault}`), null);
    });
}

interface Connections {
  readonly ask: typeof ask;
  readonly dispatcher: Agent;
}

/** Loaded when it first asks: most processes that know sources never do. */
async function openConnections(resolve: Resolve, judge: typeof ipFault): Promise<Connections> {
  const undici = await import('undici');
  // Feeds are far between: no connection is kept.
  return { ask: undici.fetch, dispatcher: new undici.Agent({ connect: publicConnector(undici.buildConnector, resolve, judge), pipelining: 0 }) };
}

function refusalIn(thrown: unknown): NotPublic | null {
  let at: unknown = thrown;
  for (let depth = 0; depth < 6 && at instanceof Error; depth++, at = at.cause) if (at instanceof NotPublic) return at;
  return null;
}

/**
 * A transport for addresses that a person has entered: it goes to names on the public internet only, and never follows a redirect by
 * itself, so that each hop is judged anew. Give it to a source's fetch.
 */
export function createSafeTransport(source: NetworkSource, { trusted = [], resolve = systemResolve, judge = ipFault, plain = fetch }: SafeTransportOptions = {}): typeof fetch {
  let connections: Promise<Connections> | null = null;
  const origins = new Set(trusted.map((address) => new URL(address).origin));
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (origins.has(url.origin)) return plain(url, { ...init, redirect: 'manual' });
    const refuse = (why: string): SourceError => new SourceError(source, 'refused', `${url.host} is not asked: ${why}`);
    const fault = webAddressFault(url);
    if (fault) throw refuse(fault);
    const headers = Object.fromEntries(new Headers(init.headers));
    const { ask, dispatcher } = await (connections ??= openConnections(resolve, judge));
    try {
      const response = await ask(url, { method: init.method ?? 'GET', headers, signal: init.signal, redirect: 'manual', dispatcher } as AskInit);
      // The same class under another name: undici's own, as its agents ask for it.
      return response as unknown as Response;
    } catch (thrown) {
      const notPublic = refusalIn(thrown);
      throw notPublic ? refuse(`it ${notPublic.message}`) : thrown;
    }
  };
}
