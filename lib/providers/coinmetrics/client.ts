import 'server-only';
import { parse } from 'csv-parse/sync';
import type { z } from 'zod';
import { SourceError, type Span } from '../live-port';
import { rawText, schemaFault } from '../refusals';
import { errorSchema, pageSchema } from './schema';

/** The community host: without a key, for non-commercial use. */
export const COIN_METRICS_URL = 'https://community-api.coinmetrics.io/v4';

/** The most rows that Coin Metrics puts on a page. */
const PAGE_SIZE = 10_000;
/** Beyond this an answer does not end. */
const MOST_PAGES = 100;
/** Longer spans are asked for as CSV: a third of the bytes. */
const CSV_FROM_ROWS = 100;

export interface CoinMetricsAccess {
  readonly fetch: typeof fetch;
  /** For answers in CSV. */
  readonly fetchText: typeof fetch;
  readonly baseUrl: string;
  readonly now: () => Date;
}

/** A question that Coin Metrics does not answer as it was put: an asset or a metric that it does not have, or not for free. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';

  /** The value at fault, empty where it is not said. */
  get value(): string {
    return /(?:[Vv]alue|metric) '([^']*)'/.exec(this.message)?.[1] ?? '';
  }
  /** Whether it is about an asset. */
  get asset(): boolean {
    return this.message.includes("'assets'");
  }
}

const garbled = (message: string): SourceError => new SourceError('coinmetrics', 'garbled', `Coin Metrics' answer is not as described: ${message}`);

interface Page {
  readonly rows: readonly unknown[];
  readonly next: string | null;
}

function jsonPage(body: unknown): Page {
  const parsed = pageSchema.safeParse(body);
  if (!parsed.success) throw garbled(`${schemaFault(parsed.error)} in ${rawText(body).slice(0, 120)}`);
  return { rows: parsed.data.data, next: parsed.data.next_page_url ?? null };
}

/** CSV as the rows that JSON would have held: a field without text is a metric without a value. */
function csvPage(text: string, headers: Headers): Page {
  if (!/^asset,time\b/.test(text)) throw garbled(`no header of a table in ${rawText(text).slice(0, 120)}`);
  try {
    const rows: Record<string, string>[] = parse(text, { columns: true, skip_empty_lines: true });
    return { rows: rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== ''))), next: headers.get('x-next-page-url') };
  } catch (thrown) {
    throw garbled(thrown instanceof Error ? thrown.message.slice(0, 200) : 'a broken table');
  }
}

/** The two questions that are asked of Coin Metrics. */
export class CoinMetricsClient {
  private readonly origin: string;

  constructor(private readonly access: CoinMetricsAccess) {
    this.origin = new URL(access.baseUrl).origin;
  }

  /** Days of metrics of one asset; what it is not free to tell is left out of the answer, where it can be. */
  series(asset: string, metrics: readonly string[], { from, to }: Span, days: number): AsyncIterable<readonly unknown[]> {
    const query = { assets: asset, metrics: metrics.join(','), frequency: '1d', start_time: from, end_time: to, paging_from: 'start', ignore_forbidden_errors: 'true', ignore_unsupported_errors: 'true' };
    return this.pages('/timeseries/asset-metrics', query, days > CSV_FROM_ROWS ? 'csv' : 'json');
  }

  /** Which of the metrics each asset has. */
  catalog(metrics: readonly string[]): AsyncIterable<readonly unknown[]> {
    return this.pages('/catalog-v2/asset-metrics', { metrics: metrics.join(',') }, 'json');
  }

  private async *pages(path: string, query: Readonly<Record<string, string>>, format: 'json' | 'csv'): AsyncGenerator<readonly unknown[]> {
    const search = new URLSearchParams({ ...query, page_size: String(PAGE_SIZE), ...(format === 'csv' ? { format } : {}) });
    const seen = new Set<string>();
    for (let address: string | null = `${this.access.baseUrl}${path}?${search.toString().replaceAll('%2C', ',')}`; address !== null; ) {
      if (seen.has(address) || seen.size >= MOST_PAGES) throw garbled('its pages do not end');
      seen.add(address);
      const page: Page = await this.page(address, format === 'csv' ? this.access.fetchText : this.access.fetch);
      yield page.rows;
      address = page.next === null ? null : this.next(page.next);
    }
  }

  /** The address of the next page as it was given; never another house. */
  private next(address: string): string {
    const host = URL.canParse(address) ? new URL(address) : null;
    const own = host !== null && (host.origin === this.origin || (host.protocol === 'https:' && /(^|\.)coinmetrics\.io$/.test(host.hostname)));
    if (!own) throw garbled('its next page lies with somebody else');
    return address;
  }

  private async page(address: string, ask: typeof fetch): Promise<Page> {
    const response = await ask(address).catch((thrown: unknown) => {
      // A single metric that is not free is refused like a door that is shut; the sentence tells them apart.
      if (thrown instanceof SourceError && thrown.kind === 'refused' && /Requested metric '/.test(thrown.message)) throw new Unanswered(thrown.message);
      throw thrown;
    });
    if (!response.ok) throw await this.faultOf(response);
    // A mirror may know no CSV and answer in the form that is always there.
    return response.headers.get('content-type')?.includes('json') ? jsonPage(await response.json().catch(() => null)) : csvPage(await response.text(), response.headers);
  }

  private async faultOf(response: Response): Promise<Error> {
    const body = await response.json().catch(() => null);
    const parsed: z.ZodSafeParseResult<z.output<typeof errorSchema>> = errorSchema.safeParse(body);
    if (parsed.success && ['bad_parameter', 'forbidden', 'not_found'].includes(parsed.data.error.type)) return new Unanswered(parsed.data.error.message);
    const sentence = parsed.success ? parsed.data.error.message : 'without a reason';
    return new SourceError('coinmetrics', 'failed', `Coin Metrics answered ${response.status}: ${sentence.slice(0, 200)}`);
  }
}
