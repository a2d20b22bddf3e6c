import 'server-only';
import type { PoolClient } from 'pg';
import { addStatement, standing, type Dossier, type Statement } from '@/lib/domain/market/live-classification';
import { assetIdFor, matchTicker } from '@/lib/domain/market/live-identity';
import { judgedNumber } from '@/lib/domain/market/live-quality';
import { assetsBySymbol, saveLiveAssets } from '@/lib/data/live-assets';
import { transactionOn, withMarketLock } from '@/lib/data/live-lock';
import { saveRefusedAnswers } from '@/lib/data/refused-answers';
import { readSourceAssets, saveSourceAssets, takenIds } from '@/lib/data/source-assets';
import type { ListedAsset, MetricRow, NetworkSource, QuoteRow, Refusal, Taken } from '@/lib/providers/live-port';
import { parseDossier } from './dossier';
import { asRefused, byKey, refusal, withoutDuplicates, type StoreContext, type Stored } from './store-context';
import { metricOrder, storeMetricsOn } from './store-metrics';
import { storeQuotesOn } from './store-quotes';

/** The one source whose listing makes assets; others are matched to these. */
const MAKES_ASSETS: NetworkSource = 'coingecko';

type Listed = Taken<ListedAsset> & { readonly quotes: readonly QuoteRow[] };

function listingFault({ externalId, symbol, name, maxSupply }: ListedAsset): string | null {
  if (externalId === '' || externalId.length > 200) return 'has no usable id';
  if (symbol.trim() === '' || name.trim() === '') return 'has no symbol or name';
  if (/[\p{Cc}\p{Cs}]/u.test(externalId + symbol + name) || symbol.length > 100 || name.length > 300) return 'symbol or name is no text to show';
  const most = judgedNumber(maxSupply);
  return Number.isNaN(most) || (most > 0 && Number.isFinite(most)) ? null : 'maximum supply is no positive number';
}

type Spoken = Statement & { readonly externalId: string };

interface Named {
  readonly externalId: string;
  readonly assetId: string;
  readonly dossier: Dossier;
}

async function nameAssets(client: PoolClient, source: NetworkSource, rows: readonly Spoken[], at: Date, described: boolean): Promise<Named[]> {
  const known = await readSourceAssets(client, source, rows.map(({ externalId }) => externalId));
  const fresh = rows.filter(({ externalId }) => !known.has(externalId));
  const taken = await takenIds(client, source, fresh.map(({ externalId }) => assetIdFor(externalId)));
  return rows.map((row) => {
    const own = known.get(row.externalId);
    const wanted = assetIdFor(row.externalId);
    const assetId = own?.assetId ?? (taken.has(wanted) ? assetIdFor(`${row.externalId} `) : wanted);
    return { externalId: row.externalId, assetId, dossier: addStatement(parseDossier(own?.detail), row, at.getTime(), described) };
  });
}

const spoken = (row: ListedAsset): Spoken => ({ ...row, label: [row.symbol.trim(), row.name.trim()] });

/** Assets as the source classifies them, under our ids. A kind that nobody stated is `other`, which no index holds. */
async function makeAssets(client: PoolClient, context: StoreContext, source: NetworkSource, rows: readonly Spoken[], at: Date, described: boolean, listed: boolean): Promise<void> {
  const named = await nameAssets(client, source, rows, at, described);
  await saveSourceAssets(client, source, named.map(({ externalId, assetId, dossier }) => sourceRow(externalId, assetId, dossier)), at);
  const assets = named.map(({ assetId, dossier }) => {
    const { label, kind, sectors, ecosystem, consensus, maxSupply } = standing(dossier);
    return { id: assetId, symbol: label[0] ?? '', name: label[1] ?? '', kind: kind ?? 'other', sectors, ecosystem, consensus, maxSupply };
  });
  await saveLiveAssets(client, context.datasetId, assets, listed ? at : null);
}

function sourceRow(externalId: string, assetId: string, dossier: Dossier): { externalId: string; assetId: string; symbol: string; name: string; detail: unknown } {
  const [symbol = '', name = ''] = standing(dossier).label;
  return { externalId, assetId, symbol, name, detail: dossier };
}

/** Pairs of an exchange: taken for an asset only where ticker and price leave no doubt. One that was told before stays. */
async function matchPairs(client: PoolClient, context: StoreContext, source: NetworkSource, listing: Listed, rows: readonly ListedAsset[], at: Date): Promise<Refusal[]> {
  const known = await readSourceAssets(client, source, rows.map(({ externalId }) => externalId));
  const candidates = byKey(await assetsBySymbol(client, context.datasetId, rows.map(({ symbol }) => symbol.toUpperCase())), ({ symbol }) => symbol);
  const prices = new Map(listing.quotes.map((quote) => [quote.externalId, judgedNumber(quote.price)]));
  const refused: Refusal[] = [];
  const matched = rows.flatMap((row) => {
    const own = known.get(row.externalId);
    const match = own ? { ok: true as const, assetId: own.assetId } : matchTicker(prices.get(row.externalId) ?? Number.NaN, candidates.get(row.symbol.toUpperCase()) ?? []);
    if (!match.ok) refused.push(refusal(row.externalId, '', match.reason, row));
    return match.ok ? [sourceRow(row.externalId, match.assetId, addStatement(parseDossier(own?.detail), spoken(row), at.getTime(), false))] : [];
  });
  await saveSourceAssets(client, source, matched, at);
  return refused;
}

async function onMarket<T>(context: StoreContext, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return withMarketLock(context.datasetId, (client) =>
    transactionOn(client, 'READ COMMITTED', async () => {
      const result = await work(client);
      await context.also?.(client);
      return result;
    }),
  );
}

function usable(source: NetworkSource, rows: readonly ListedAsset[]): { readonly rows: ListedAsset[]; readonly refused: Refusal[] } {
  const unique = withoutDuplicates(rows, ({ externalId }) => externalId, ({ externalId }) => [externalId, '']);
  const labels = byKey(unique.rows, ({ symbol, name }) => `${symbol} ${name}`.toLowerCase());
  const faulty = unique.rows.flatMap((row) => {
    const shared = source === MAKES_ASSETS && (labels.get(`${row.symbol} ${row.name}`.toLowerCase())?.length ?? 0) > 1;
    const fault = listingFault(row) ?? (shared ? 'several assets of one answer have this symbol and name' : null);
    return fault === null ? [] : [{ row, refused: refusal(row.externalId, '', fault, row) }];
  });
  const out = new Set(faulty.map(({ row }) => row));
  return { rows: unique.rows.filter((row) => !out.has(row)), refused: [...unique.refused, ...faulty.map((one) => one.refused)] };
}

/** Stores a page of a listing: assets appear by themselves, labels follow the source, quotes are shown. Nothing that is no longer listed is taken away. */
export async function storeListing(context: StoreContext, source: NetworkSource, listing: Listed, at: Date): Promise<Stored> {
  return onMarket(context, async (client) => {
    const { rows, refused } = usable(source, listing.rows);
    const unmatched = source === MAKES_ASSETS ? [] : await matchPairs(client, context, source, listing, rows, at);
    if (source === MAKES_ASSETS) await makeAssets(client, context, source, rows.map(spoken), at, false, true);
    const all = [...listing.refused, ...refused, ...unmatched];
    // A pair's price has told what it means; only a listing that makes assets is shown.
    const quotes = source === MAKES_ASSETS && listing.quotes.length > 0 ? await storeQuotesOn(client, context, source, { rows: listing.quotes, refused: [] }, at) : { refused: 0 };
    await saveRefusedAnswers(client, source, asRefused('listing', all), at);
    return { stored: rows.length - unmatched.length, refused: all.length + quotes.refused };
  });
}

/** Stores what an asset's own page says: its classification outranks a listing's. */
export async function storeDescription(context: StoreContext, source: NetworkSource, taken: Taken<ListedAsset & { readonly metrics: readonly MetricRow[] }>, at: Date): Promise<Stored> {
  const order = await metricOrder();
  return onMarket(context, async (client) => {
    const { rows, refused } = usable(source, taken.rows);
    await makeAssets(client, context, source, rows.map(spoken), at, true, false);
    const measured = taken.rows.flatMap((row) => row.metrics);
    const metrics = measured.length === 0 ? { refused: 0 } : await storeMetricsOn(client, context, source, { rows: measured, refused: [] }, at, order);
    await saveRefusedAnswers(client, source, asRefused('description', [...taken.refused, ...refused]), at);
    return { stored: rows.length, refused: taken.refused.length + refused.length + metrics.refused };
  });
}

export type Belonging = Pick<ListedAsset, 'externalId' | 'kind' | 'sectors' | 'ecosystem' | 'consensus'>;

/** Stores what the source's categories say of assets that are listed already; others are left out. */
export async function storeCategories(context: StoreContext, source: NetworkSource, belongings: readonly Belonging[], at: Date): Promise<Stored> {
  return onMarket(context, async (client) => {
    const known = await readSourceAssets(client, source, belongings.map(({ externalId }) => externalId));
    const rows = belongings.filter(({ externalId }) => known.has(externalId));
    const silent = { label: [] as const, maxSupply: null, platforms: {}, repositories: [] };
    await makeAssets(client, context, source, rows.map((row) => ({ ...silent, ...row })), at, false, false);
    return { stored: rows.length, refused: 0 };
  });
}
