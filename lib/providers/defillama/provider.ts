import 'server-only';
import { addDays, daysBetween, type IsoDay } from '@/lib/domain/foundation/iso-day';
import type { ProviderContext } from '../context';
import { chunkIds } from '../chunk-ids';
import { dayOf } from '../day-stamps';
import { SourceError, type DailyRow, type LiveProvider, type MetricRow, type QuoteRow, type Span, type Taken, type YieldRow } from '../live-port';
import { noDay, Refusals } from '../refusals';
import { DEFILLAMA_URLS, DefillamaClient, type DefillamaAccess, type FeeKind } from './client';
import { chainPointSchema, feePointSchema, protocolPointSchema, type Chain, type Protocol } from './schema';
import { lockedValues, metricRow, namedFees, toStablecoinMetrics, totalOf, tvlOf } from './transform-day';
import { readDays, sumParts, toMetricRows } from './transform-metrics';
import { toYields } from './transform-pools';
import { closeOf, keyOf, toCloses, toHistory, toQuotes } from './transform-prices';
import { readChains, readProtocols, unitsOf, type Unit } from './units';

/** Prices in one address. */
const IDS_A_REQUEST = 100;
const MOST_ID_TEXT = 4_000;
/** How often a list of ids is halved in one question: enough for an id or two, too few to ask on where all are refused. */
const MOST_HALVINGS = 16;
/** Points in one chart: a year of days. */
const POINTS_A_REQUEST = 365;
/** Which protocol is whose changes slowly. */
const UNITS_MS = 86_400_000;

const FEES: readonly (readonly [string, FeeKind])[] = [
  ['FeeTotUSD', 'dailyFees'],
  ['RevenueUSD', 'dailyRevenue'],
];

interface Prices {
  readonly coins: Readonly<Record<string, unknown>>;
}

interface Listed {
  readonly at: number;
  readonly protocols: readonly Protocol[];
  readonly chains: readonly Chain[];
  readonly units: ReadonlyMap<string, readonly Unit[]>;
}

const slugOf = (unit: Unit): string => (unit.kind === 'protocol' ? unit.at : unit.at.toLowerCase().replaceAll(' ', '-'));
const join = <T>(parts: readonly Taken<T>[]): Taken<T> => ({ rows: parts.flatMap(({ rows }) => rows), refused: parts.flatMap(({ refused }) => refused) });

class DefillamaProvider implements LiveProvider {
  readonly source = 'defillama';
  readonly historyDays = null;
  private readonly client: DefillamaClient;
  private listed: Listed | null = null;

  constructor(private readonly access: DefillamaAccess) {
    this.client = new DefillamaClient(access);
  }

  private chunks(externalIds: readonly string[]): string[][] {
    return chunkIds(externalIds, IDS_A_REQUEST, MOST_ID_TEXT);
  }

  /** Prices of all ids. Where one among them makes DefiLlama refuse the whole list, it is found by halving and refused alone. */
  private async priced<T>(externalIds: readonly string[], ask: (keys: readonly string[]) => Promise<Prices | null>, read: (ids: readonly string[], coins: Prices['coins']) => Taken<T>): Promise<Taken<T>> {
    const parts: Taken<T>[] = [];
    const lists = this.chunks(externalIds);
    let halvings = MOST_HALVINGS;
    for (let ids = lists.shift(); ids !== undefined; ids = lists.shift()) {
      const body = await ask(ids.map(keyOf));
      if (body) parts.push(read(ids, body.coins));
      else if (ids.length === 1) parts.push({ rows: [], refused: [{ subject: ids[0] ?? '', about: '', reason: 'its id is refused', raw: '' }] });
      else if (halvings-- > 0) lists.unshift(ids.slice(0, ids.length >> 1), ids.slice(ids.length >> 1));
      else throw new SourceError('defillama', 'refused', 'DefiLlama refuses to tell prices');
    }
    return join(parts);
  }

  quotes(externalIds: readonly string[]): Promise<Taken<QuoteRow>> {
    return this.priced(externalIds, (keys) => this.client.pricesNow(keys), (ids, coins) => toQuotes(ids, coins, this.access.now()));
  }

  async closes(externalIds: readonly string[], day: IsoDay): Promise<Taken<DailyRow>> {
    if (day >= dayOf(this.access.now())) return { rows: [], refused: [{ subject: '', about: day, reason: 'the day is not over', raw: '' }] };
    return this.priced(externalIds, (keys) => this.client.pricesAt(closeOf(day), keys), (ids, coins) => toCloses(ids, coins, day));
  }

  async history(externalId: string, span: Span): Promise<Taken<DailyRow>> {
    const now = this.access.now();
    const yesterday = addDays(dayOf(now), -1);
    const last = span.to < yesterday ? span.to : yesterday;
    const parts: Taken<DailyRow>[] = [];
    for (let from = span.from; from <= last; from = addDays(from, POINTS_A_REQUEST)) {
      const points = Math.min(POINTS_A_REQUEST, daysBetween(from, last) + 1);
      const chart = await this.client.chart(keyOf(externalId), closeOf(from), points);
      const part = { from, to: addDays(from, points - 1) };
      parts.push(chart ? toHistory(externalId, chart, part, now) : { rows: [], refused: [{ subject: externalId, about: part.from, reason: 'not in the answer', raw: '' }] });
    }
    const taken = join(parts);
    return taken.rows.length + taken.refused.length > 0 ? taken : { rows: [], refused: [noDay(externalId, span)] };
  }

  private async list(refusals: Refusals): Promise<Listed> {
    const protocols = readProtocols(await this.client.protocols(), refusals);
    const chains = readChains(await this.client.chains(), refusals);
    this.listed = { at: this.access.now().getTime(), protocols, chains, units: unitsOf(protocols, chains) };
    return this.listed;
  }

  private async unitsFor(externalId: string, refusals: Refusals): Promise<readonly Unit[]> {
    const fresh = this.listed && this.access.now().getTime() - this.listed.at < UNITS_MS ? this.listed : await this.list(refusals);
    return fresh.units.get(externalId) ?? [];
  }

  private async tvlDays(externalId: string, unit: Unit, refusals: Refusals): Promise<Map<IsoDay, number>> {
    const now = this.access.now();
    if (unit.kind === 'chain') return readDays(externalId, (await this.client.chainTvl(unit.at)) ?? [], chainPointSchema, 'close', 'value locked', now, refusals);
    return readDays(externalId, (await this.client.protocol(unit.at))?.tvl ?? [], protocolPointSchema, 'close', 'value locked', now, refusals);
  }

  private async feeDays(externalId: string, unit: Unit, kind: FeeKind, refusals: Refusals): Promise<Map<IsoDay, number>> {
    const points = (await this.client.feesOf(slugOf(unit), kind))?.totalDataChart ?? [];
    return readDays(externalId, points, feePointSchema, 'start', kind === 'dailyFees' ? 'fees' : 'revenue', this.access.now(), refusals);
  }

  /** Value locked, fees and revenue of one asset day by day; no rows where DefiLlama lists nothing of it. */
  async metrics(externalId: string, span: Span): Promise<Taken<MetricRow>> {
    const refusals = new Refusals();
    const units = await this.unitsFor(externalId, refusals);
    const parts: Map<IsoDay, number>[] = [];
    for (const unit of units) parts.push(await this.tvlDays(externalId, unit, refusals));
    const rows = toMetricRows(externalId, 'TvlUSD', sumParts(parts), span);
    for (const [metric, kind] of FEES) {
      const flows: Map<IsoDay, number>[] = [];
      for (const unit of units) flows.push(await this.feeDays(externalId, unit, kind, refusals));
      rows.push(...toMetricRows(externalId, metric, sumParts(flows), span));
    }
    return { rows, refused: refusals.list };
  }

  /**
   * Value locked, fees, revenue and stablecoins of all assets in five requests, for the day that has just ended. They are taken when they
   * are asked for, during the day after: close enough for means of weeks, and `metrics` of that day replaces them.
   */
  async dayMetrics(day: IsoDay): Promise<Taken<MetricRow>> {
    const refusals = new Refusals();
    if (addDays(day, 1) !== dayOf(this.access.now())) return { rows: [], refused: [{ subject: '', about: day, reason: 'only the day that has just ended is told for all at once', raw: '' }] };
    const { protocols, chains, units } = await this.list(refusals);
    const locked = lockedValues(protocols.map((protocol) => [protocol.slug, tvlOf(protocol)]), refusals);
    const onChains = lockedValues(chains.map(({ name, tvl }) => [name, tvl]), refusals);
    const perAsset = (metric: string, valuesOf: (unit: Unit) => readonly (number | undefined)[]): MetricRow[] =>
      [...units].flatMap(([id, own]) => metricRow(id, metric, day, totalOf(own.flatMap(valuesOf))));
    const rows = perAsset('TvlUSD', (unit) => (unit.kind === 'chain' ? [onChains.get(unit.at)] : unit.slugs.map((slug) => locked.get(slug))));
    for (const [metric, kind] of FEES) {
      const told = namedFees((await this.client.fees(kind)).protocols, kind === 'dailyFees' ? 'fees' : 'revenue', refusals);
      rows.push(...perAsset(metric, (unit) => unit.names.map((name) => told.get(name))));
    }
    rows.push(...toStablecoinMetrics((await this.client.stablecoins()).peggedAssets, day, refusals));
    return { rows, refused: refusals.list };
  }

  async yields(): Promise<Taken<YieldRow>> {
    return toYields((await this.client.pools()).data);
  }
}

export const defillamaProvider = (access: DefillamaAccess): LiveProvider => new DefillamaProvider(access);

const LARGE = { timeoutMs: 60_000, maxBytes: 64 * 1024 * 1024 };

/** DefiLlama, which wants no key. */
export function createDefillama(context: ProviderContext): LiveProvider {
  return defillamaProvider({
    fetch: context.fetch('defillama'),
    fetchLarge: context.fetch('defillama', LARGE),
    urls: {
      api: context.url('defillama-api', DEFILLAMA_URLS.api),
      coins: context.url('defillama-coins', DEFILLAMA_URLS.coins),
      stablecoins: context.url('defillama-stablecoins', DEFILLAMA_URLS.stablecoins),
      yields: context.url('defillama-yields', DEFILLAMA_URLS.yields),
    },
    now: () => context.clock.now(),
  });
}
