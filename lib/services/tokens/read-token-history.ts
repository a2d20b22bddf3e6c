import 'server-only';
import { dayFromNumber, dayNumber, type IsoDay } from '@/lib/domain/foundation/iso-day';
import { unprocessable } from '@/lib/schemas/api/problem';
import { MOST_HISTORY_DAYS } from '@/lib/schemas/api/tokens';
import { activeDataset } from '@/lib/data/dataset';
import { readAsset } from '@/lib/data/dataset-assets';
import { readDailyPoints } from '@/lib/data/token-facts';
import { readGradePoints } from '@/lib/data/token-grades';

/** One entry per calendar day; null is missing. USD; grades 0 to 100, on the days on which they are stored. */
export interface TokenHistory {
  readonly id: string;
  readonly days: readonly string[];
  readonly close: readonly (number | null)[];
  readonly volume: readonly (number | null)[];
  readonly marketCap: readonly (number | null)[];
  readonly investorGrade: readonly (number | null)[];
  readonly traderGrade: readonly (number | null)[];
}

/** Names the end that was given, with the other one as it was taken. */
function tooLong(range: { readonly from?: IsoDay | undefined }, from: IsoDay, to: IsoDay): Error {
  const [path, message] = range.from === undefined ? ['to', `after ${from}`] : ['from', `before ${to}`];
  return unprocessable([{ path: path as string, message: `must be less than ${MOST_HISTORY_DAYS} days ${message as string}` }]);
}

/** A token's history over a range (default: all of it); null where there is no such token. */
export async function readTokenHistory(id: string, range: { readonly from?: IsoDay | undefined; readonly to?: IsoDay | undefined } = {}): Promise<TokenHistory | null> {
  const dataset = await activeDataset();
  const asset = dataset && (await readAsset(dataset.id, id));
  if (!dataset || !asset) return null;
  const from = range.from ?? (range.to && range.to < asset.firstDay ? range.to : asset.firstDay);
  const to = range.to ?? (from > asset.lastDay ? from : asset.lastDay);
  if (dayNumber(to) - dayNumber(from) >= MOST_HISTORY_DAYS) throw tooLong(range, from, to);
  const [points, grades] = await Promise.all([readDailyPoints(dataset.id, id, from, to), readGradePoints(dataset.id, id, from, to)]);
  const start = dayNumber(from);
  const count = dayNumber(to) - start + 1;
  const column = <T extends { readonly day: number }>(list: readonly T[], value: (item: T) => number | null): (number | null)[] => {
    const values = new Array<number | null>(count).fill(null);
    for (const item of list) values[item.day - start] = value(item);
    return values;
  };
  return {
    id,
    days: Array.from({ length: count }, (_, i) => dayFromNumber(start + i)),
    close: column(points, (point) => point.close),
    volume: column(points, (point) => point.tradedValue),
    marketCap: column(points, (point) => point.marketCap),
    investorGrade: column(grades, (grade) => grade.investor),
    traderGrade: column(grades, (grade) => grade.trader),
  };
}
