import 'server-only';
import { APIError, Coingecko } from '@coingecko/coingecko-typescript';
import { readFault, type Fault } from './faults';

/** What an installation may show at CoinGecko's door. A key of the demo plan is not one of a paid plan: each has its host and its header. */
export type CoingeckoPlan = 'none' | 'demo' | 'pro';

export const COINGECKO_URLS: Readonly<Record<CoingeckoPlan, string>> = {
  none: 'https://api.coingecko.com/api/v3',
  demo: 'https://api.coingecko.com/api/v3',
  pro: 'https://pro-api.coingecko.com/api/v3',
};

/** Ids in one request, and assets on one page: the most that CoinGecko gives. */
export const PAGE_SIZE = 250;

export interface CoingeckoAccess {
  readonly fetch: typeof fetch;
  readonly baseUrl: string;
  readonly plan: CoingeckoPlan;
  readonly apiKey: string | null;
  readonly now: () => Date;
}

/** An answer's body as it came, or why there is none. */
export type Answer = { readonly ok: true; readonly body: unknown } | { readonly ok: false; readonly fault: Fault };

/** What the SDK tells about the machine it runs on, which is nobody's business. */
const UNTOLD = ['lang', 'package-version', 'os', 'arch', 'runtime', 'runtime-version', 'retry-count', 'timeout'].map((part) => [`x-stainless-${part}`, null] as const);

/** Waiting for a place in the queue counts as waiting for the SDK: the limit of time is the fetch's own. */
const NEVER_MS = 3_600_000;

interface Asked {
  asResponse(): Promise<Response>;
}

export interface MarketsQuery {
  readonly ids?: readonly string[];
  readonly category?: string;
  readonly page?: number;
}

/** The five questions that are asked of CoinGecko, by its own SDK. USD throughout. */
export class CoingeckoClient {
  private readonly sdk: Coingecko;

  constructor(private readonly access: CoingeckoAccess) {
    const { plan, apiKey, baseUrl } = access;
    const key = (of: CoingeckoPlan) => (plan === of ? apiKey : null);
    this.sdk = new Coingecko({
      baseURL: baseUrl,
      // Never the SDK's own reading of the environment: null is no key.
      proAPIKey: key('pro'),
      demoAPIKey: key('demo'),
      // Null takes a header off: without a key none is shown, and the SDK asks for none.
      defaultHeaders: { ...Object.fromEntries(UNTOLD), ...(key('pro') ? {} : { 'x-cg-pro-api-key': null }), ...(key('demo') ? {} : { 'x-cg-demo-api-key': null }) },
      fetch: access.fetch,
      maxRetries: 0,
      timeout: NEVER_MS,
      logLevel: 'off',
    });
  }

  /** No blank after the commas: CoinGecko drops the rest of a list silently. */
  markets({ ids, category, page = 1 }: MarketsQuery): Promise<Answer> {
    const which = { ...(ids ? { ids: ids.join(',') } : {}), ...(category ? { category } : {}) };
    return this.ask(this.sdk.coins.markets.get({ vs_currency: 'usd', order: 'market_cap_desc', per_page: PAGE_SIZE, page, precision: 'full', ...which }));
  }

  categories(): Promise<Answer> {
    return this.ask(this.sdk.coins.categories.getList());
  }

  coin(id: string): Promise<Answer> {
    return this.ask(this.sdk.coins.getID(id, { localization: false, tickers: false, market_data: true, community_data: true, developer_data: true, sparkline: false }));
  }

  chart(id: string, days: number): Promise<Answer> {
    return this.ask(this.sdk.coins.marketChart.get(id, { vs_currency: 'usd', days: String(days), interval: 'daily', precision: 'full' }));
  }

  private async ask(request: Asked): Promise<Answer> {
    try {
      const response = await request.asResponse();
      return { ok: true, body: (await response.json()) as unknown };
    } catch (thrown) {
      const answered = thrown instanceof APIError && thrown.status !== undefined ? { status: thrown.status, body: thrown.error as unknown, headers: thrown.headers } : null;
      return { ok: false, fault: readFault(thrown, answered, this.access.now()) };
    }
  }
}
