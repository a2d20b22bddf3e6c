import 'server-only';
import type { DailyNumbers } from '@/lib/domain/market/data-quality';
import { judgedNumber, liveDailyFault, liveDayFault } from '@/lib/domain/market/live-quality';
import { storeLive } from '@/lib/data/live-lock';
import { saveRefusedAnswers } from '@/lib/data/refused-answers';
import { saveSourceDaily, type SourceDailyRow } from '@/lib/data/source-daily';
import type { DailyRow, NetworkSource, Refusal, Taken } from '@/lib/providers/live-port';
import { resolveAssets } from './resolve-assets';
import { asRefused, nothingTold, refusal, withoutDuplicates, type StoreContext, type Stored } from './store-context';

/** A market cap or a supply of 0 means that the source does not know it. */
const unknownZero = (text: string | null): string | null => (text !== null && /^0+(\.0+)?$/.test(text) ? null : text);

function numbersOf(row: DailyRow): DailyNumbers {
  return {
    close: judgedNumber(row.close), tradedValue: judgedNumber(row.tradedValue), marketCap: judgedNumber(row.marketCap),
    circulatingSupply: judgedNumber(row.circulatingSupply), open: judgedNumber(row.open), high: judgedNumber(row.high), low: judgedNumber(row.low),
  };
}

interface Judged {
  readonly rows: SourceDailyRow[];
  readonly refused: Refusal[];
}

function judge(rows: readonly DailyRow[], assetIds: ReadonlyMap<string, string>, at: Date): Judged {
  const unique = withoutDuplicates(rows, (row) => `${assetIds.get(row.externalId) ?? `?${row.externalId}`} ${row.day}`, (row) => [row.externalId, row.day]);
  const judged: Judged = { rows: [], refused: unique.refused };
  for (const given of unique.rows) {
    const row = { ...given, marketCap: unknownZero(given.marketCap), circulatingSupply: unknownZero(given.circulatingSupply) };
    const assetId = assetIds.get(row.externalId);
    const fault = (assetId === undefined ? 'no asset of ours has this id' : null) ?? liveDayFault(row.day, at.getTime()) ?? liveDailyFault(numbersOf(row));
    if (fault !== null || assetId === undefined) judged.refused.push(refusal(row.externalId, row.day, fault ?? '', given));
    else judged.rows.push({ ...row, assetId });
  }
  return judged;
}

/**
 * Stores what a source says of finished days. Each row is judged by itself and kept under its source; what needs its neighbours or other
 * sources is judged by the merge, from what is stored, so that the order of storing decides nothing.
 */
export async function storeDaily(context: StoreContext, source: NetworkSource, taken: Taken<DailyRow>, at: Date): Promise<Stored> {
  return storeLive(async (client) => {
    const assetIds = await resolveAssets(client, source, taken.rows.map(({ externalId }) => externalId));
    const { rows, refused } = judge(taken.rows, assetIds, at);
    await saveSourceDaily(client, context.datasetId, source, rows, at);
    const all = [...taken.refused, ...nothingTold(taken), ...refused];
    await saveRefusedAnswers(client, source, asRefused('daily', all), at);
    return { stored: rows.length, refused: all.length };
  }, context.also);
}
