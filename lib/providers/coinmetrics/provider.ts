import 'server-only';
import { daysBetween } from '@/lib/domain/foundation/iso-day';
import type { ProviderContext } from '../context';
import { SourceError, type LiveProvider, type MetricRow, type Span, type Taken } from '../live-port';
import { Refusals } from '../refusals';
import { COIN_METRICS_URL, CoinMetricsClient, Unanswered, type CoinMetricsAccess } from './client';
import { ON_CHAIN_METRICS, readCatalog, toMetrics } from './transform';

const CATALOG_MS = 86_400_000;

type Free = ReadonlyMap<string, readonly string[]>;

class CoinMetricsProvider implements LiveProvider {
  readonly source = 'coinmetrics';
  readonly historyDays = null;
  private readonly client: CoinMetricsClient;
  private catalog: { readonly at: number; readonly free: Promise<Free | null> } | null = null;

  constructor(private readonly access: CoinMetricsAccess) {
    this.client = new CoinMetricsClient(access);
  }

  /** What is free, asked for once a day; null where the catalogue cannot be read, then the answers themselves tell. */
  private free(): Promise<Free | null> {
    const now = this.access.now().getTime();
    if (this.catalog === null || now - this.catalog.at > CATALOG_MS) this.catalog = { at: now, free: this.readFree() };
    return this.catalog.free;
  }

  private async readFree(): Promise<Free | null> {
    try {
      const rows = await this.asking(ON_CHAIN_METRICS, null, async (metrics) => {
        const all: unknown[] = [];
        for await (const page of this.client.catalog(metrics)) all.push(...page);
        return all;
      });
      const free = readCatalog(rows);
      return [...free.values()].every((metrics) => metrics.length === 0) ? null : free;
    } catch (thrown) {
      this.catalog = null;
      if (thrown instanceof Unanswered || (thrown instanceof SourceError && (thrown.kind === 'refused' || thrown.kind === 'garbled'))) return null;
      throw thrown;
    }
  }

  /** Asks again without each metric that Coin Metrics names as the one it does not tell. */
  private async asking<T>(metrics: readonly string[], refused: ((metric: string, reason: string) => void) | null, ask: (metrics: readonly string[]) => Promise<T[]>): Promise<T[]> {
    for (let rest = metrics; rest.length > 0; ) {
      try {
        return await ask(rest);
      } catch (thrown) {
        if (!(thrown instanceof Unanswered) || thrown.asset || !rest.includes(thrown.value)) throw thrown;
        const { value, message } = thrown;
        refused?.(value, message);
        rest = rest.filter((metric) => metric !== value);
      }
    }
    return [];
  }

  /** On-chain metrics of one asset under Coin Metrics' id. A metric of D covers D: it is known the day after. */
  async metrics(externalId: string, span: Span): Promise<Taken<MetricRow>> {
    const refusals = new Refusals();
    const free = await this.free();
    const wanted = free === null ? ON_CHAIN_METRICS : ON_CHAIN_METRICS.filter((metric) => free.get(externalId)?.includes(metric));
    if (wanted.length === 0) {
      refusals.add(externalId, '', 'Coin Metrics tells nothing of it for free', '');
      return { rows: [], refused: refusals.list };
    }
    try {
      const rows = await this.asking(wanted, (metric, reason) => refusals.add(`${externalId} ${metric}`, '', `not free: ${reason}`, ''), (metrics) => this.days(externalId, metrics, span, refusals));
      return { rows, refused: refusals.list };
    } catch (thrown) {
      if (!(thrown instanceof Unanswered)) throw thrown;
      refusals.add(externalId, '', thrown.message, '');
      return { rows: [], refused: refusals.list };
    }
  }

  private async days(asset: string, metrics: readonly string[], span: Span, refusals: Refusals): Promise<MetricRow[]> {
    const seen = new Set<string>();
    const rows: MetricRow[] = [];
    const question = { asset, metrics, span, now: this.access.now() };
    for await (const page of this.client.series(asset, metrics, span, daysBetween(span.from, span.to) + 1)) rows.push(...toMetrics(page, question, seen, refusals));
    return rows;
  }
}

export const coinMetricsProvider = (access: CoinMetricsAccess): LiveProvider => new CoinMetricsProvider(access);

/** Coin Metrics' community data: CC BY-NC 4.0, so off until the owner has read that and switches it on. */
export function createCoinMetrics(context: ProviderContext): LiveProvider {
  return coinMetricsProvider({
    fetch: context.fetch('coinmetrics'),
    fetchText: context.fetch('coinmetrics', { expects: 'text' }),
    baseUrl: context.url('coinmetrics', COIN_METRICS_URL),
    now: () => context.clock.now(),
  });
}
