import 'server-only';
import type { z } from 'zod';
import { judgeStatus } from '../http/judge-answer';
import { sourceErrorOf } from '../http/source-fetch';
import { SourceError } from '../live-port';
import { rawText, schemaFault } from '../refusals';
import { chartSchema, feeHistorySchema, feesSchema, listSchema, poolsSchema, pricesSchema, protocolHistorySchema, stablecoinsSchema } from './schema';

/** Its hosts. The text beside its description names one for all; the `servers` of each path in the description are right. */
export interface DefillamaUrls {
  readonly api: string;
  readonly coins: string;
  readonly stablecoins: string;
  readonly yields: string;
}

export const DEFILLAMA_URLS: DefillamaUrls = {
  api: 'https://api.llama.fi',
  coins: 'https://coins.llama.fi',
  stablecoins: 'https://stablecoins.llama.fi',
  yields: 'https://yields.llama.fi',
};

export type FeeKind = 'dailyFees' | 'dailyRevenue';

export interface DefillamaAccess {
  readonly fetch: typeof fetch;
  /** For lists of everything, which are large and slow to come. */
  readonly fetchLarge: typeof fetch;
  readonly urls: DefillamaUrls;
  readonly now: () => Date;
}

const NOT_THERE = [400, 404];

/** The questions that are asked of DefiLlama, by its documented REST interface. USD; stamps in seconds. */
export class DefillamaClient {
  constructor(private readonly access: DefillamaAccess) {}

  private get urls(): DefillamaUrls {
    return this.access.urls;
  }

  private async ask(address: string, large: boolean): Promise<Response> {
    try {
      return await (large ? this.access.fetchLarge : this.access.fetch)(address, { headers: { accept: 'application/json' } });
    } catch (thrown) {
      throw sourceErrorOf('defillama', thrown, 'unreachable');
    }
  }

  /** A body as described; null where it says that there is no such thing, which only answers about one thing may. */
  private async read<S extends z.ZodType>(schema: S, address: string, large = false): Promise<z.output<S> | null> {
    const response = await this.ask(address, large);
    const what = new URL(address).pathname.slice(0, 80);
    if (NOT_THERE.includes(response.status)) return null;
    if (!response.ok) {
      const verdict = judgeStatus('DefiLlama', response.status, response.headers, await response.text(), this.access.now());
      throw new SourceError('defillama', verdict?.kind ?? 'refused', verdict?.message ?? `DefiLlama answered ${response.status} to ${what}`, verdict?.retryAt ?? null);
    }
    const body: unknown = await response.json().catch(() => {
      throw new SourceError('defillama', 'garbled', `DefiLlama answered ${what} with broken JSON`);
    });
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    throw new SourceError('defillama', 'garbled', `DefiLlama's answer to ${what} is not as described: ${schemaFault(parsed.error)} in ${rawText(body).slice(0, 120)}`);
  }

  private async must<S extends z.ZodType>(schema: S, address: string, large = false): Promise<z.output<S>> {
    const body = await this.read(schema, address, large);
    if (body === null) throw new SourceError('defillama', 'refused', `DefiLlama does not know ${new URL(address).pathname.slice(0, 80)}`);
    return body;
  }

  /** Null where a key among them is none to DefiLlama, which then answers about nobody. */
  pricesAt(unix: number, keys: readonly string[]) {
    return this.read(pricesSchema, `${this.urls.coins}/prices/historical/${unix}/${keyList(keys)}`);
  }

  pricesNow(keys: readonly string[]) {
    return this.read(pricesSchema, `${this.urls.coins}/prices/current/${keyList(keys)}`);
  }

  /** So many points a day apart from `start` on. */
  async chart(key: string, start: number, points: number) {
    const body = await this.read(pricesSchema, `${this.urls.coins}/chart/${keyList([key])}?start=${start}&span=${points}&period=1d`);
    const coin = body?.coins[key];
    if (coin === undefined) return null;
    const parsed = chartSchema.safeParse(coin);
    if (parsed.success) return parsed.data;
    throw new SourceError('defillama', 'garbled', `DefiLlama's chart is not as described: ${schemaFault(parsed.error)}`);
  }

  protocols() {
    return this.must(listSchema, `${this.urls.api}/protocols`, true);
  }

  protocol(slug: string) {
    return this.read(protocolHistorySchema, `${this.urls.api}/protocol/${encodeURIComponent(slug)}`, true);
  }

  chains() {
    return this.must(listSchema, `${this.urls.api}/v2/chains`);
  }

  chainTvl(name: string) {
    return this.read(listSchema, `${this.urls.api}/v2/historicalChainTvl/${encodeURIComponent(name)}`);
  }

  fees(kind: FeeKind) {
    return this.must(feesSchema, `${this.urls.api}/overview/fees?excludeTotalDataChart=true&excludeTotalDataChartBreakdown=true&dataType=${kind}`, true);
  }

  feesOf(slug: string, kind: FeeKind) {
    return this.read(feeHistorySchema, `${this.urls.api}/summary/fees/${encodeURIComponent(slug)}?dataType=${kind}`);
  }

  stablecoins() {
    return this.must(stablecoinsSchema, `${this.urls.stablecoins}/stablecoins?includePrices=true`, true);
  }

  pools() {
    return this.must(poolsSchema, `${this.urls.yields}/pools`, true);
  }
}

/** Keys in an address: commas and colons stay as they are, the rest is escaped. */
function keyList(keys: readonly string[]): string {
  return keys.map((key) => key.split(':').map(encodeURIComponent).join(':')).join(',');
}
