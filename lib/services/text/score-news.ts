import 'server-only';
import type { PoolClient } from 'pg';
import type { Clock } from '@/lib/clock';
import { lockMetrics, storeLive } from '@/lib/data/live-lock';
import { saveLiveValues } from '@/lib/data/live-metrics';
import { markedTexts, saveTextItems, unjudgedHeadlines, type UnjudgedHeadline } from '@/lib/data/text-items';
import { changedTextMetrics, lastTextDay, TEXT_SOURCE } from '@/lib/data/text-metrics';
import { nameableAssets } from '@/lib/data/text-names';
import { addDays, isoDay, type IsoDay } from '@/lib/domain/foundation/iso-day';
import { buildNameIndex, type NameIndex } from '@/lib/domain/scores/text/name-index';
import { COPY_HOURS, TEXT_WINDOW_DAYS } from '@/lib/domain/scores/text/rules';
import { kindOfFeed } from '@/lib/domain/scores/text/text-sources';
import { metricOrder } from '@/lib/services/live/store-metrics';
import { CopyWatch, judgeTexts, type UnjudgedText } from './judge-texts';
import { metricsOfDays } from './text-days';
import { installedReader, type ReadMood, type TextReader } from './text-reader';

/** Headlines of one transaction. */
const BATCH = 500;

export interface ScoredNews {
  readonly judged: number;
  /** Values of finished days that changed: the market has to be merged. */
  readonly past: boolean;
  /** Why a model that was set is not used. */
  readonly trouble: string | null;
}

const dayOf = (moment: Date): IsoDay => isoDay(moment.toISOString().slice(0, 10));
const later = <T extends string>(...days: readonly T[]): T => [...days].sort().at(-1) as T;

/**
 * A headline counts on the day on which it could be read (Rule 1.4). One that waited here for its judge, while nobody worked, counts from yesterday on: that
 * day's metric is not known before today is over.
 */
function unjudged({ feed, ...row }: UnjudgedHeadline, today: IsoDay): UnjudgedText {
  return { ...row, kind: kindOfFeed(feed), source: feed, body: '', day: later(dayOf(row.publishedAt), dayOf(row.seenAt), addDays(today, -1)) };
}

interface Batch {
  readonly texts: readonly UnjudgedText[];
  readonly moods: readonly ReadMood[];
  readonly index: NameIndex;
}

async function nextBatch(datasetId: number, reader: TextReader, today: IsoDay): Promise<Batch | null> {
  const found = await storeLive(async (client) => {
    const rows = await unjudgedHeadlines(client, datasetId, BATCH);
    return { rows, assets: rows.length > 0 ? await nameableAssets(client, datasetId, today) : [] };
  });
  // A headline is judged once: before the first listing nobody could be named.
  if (found.assets.length === 0) return null;
  const texts = found.rows.map((row) => unjudged(row, today));
  return { texts, moods: await reader.read(texts), index: buildNameIndex(found.assets) };
}

/** Stores what a batch says; what another worker judged meanwhile stands. The caller holds the lock on metrics. */
async function storeBatch(client: PoolClient, datasetId: number, { texts, moods, index }: Batch): Promise<IsoDay | null> {
  const earliest = texts.reduce((least, { publishedAt }) => Math.min(least, publishedAt.getTime()), Number.POSITIVE_INFINITY);
  const known = await markedTexts(client, datasetId, new Date(earliest - COPY_HOURS * 3_600_000));
  const taken = new Set(known.map(({ id }) => id));
  const fresh = texts.map((text, i) => ({ text, mood: moods[i] as ReadMood })).filter(({ text }) => !taken.has(text.id));
  await saveTextItems(client, datasetId, judgeTexts(fresh.map(({ text }) => text), fresh.map(({ mood }) => mood), () => index, new CopyWatch(known)));
  return fresh.reduce<IsoDay | null>((least, { text }) => (least === null || text.day < least ? isoDay(text.day) : least), null);
}

/** Brings the metrics up to today: from the first day with something new, or from the last that was made. Returns whether a finished day changed. */
async function storeMetricsOf(client: PoolClient, datasetId: number, firstNew: IsoDay | null, now: Date, order: readonly string[]): Promise<boolean> {
  const today = dayOf(now);
  const oldest = addDays(today, 1 - TEXT_WINDOW_DAYS);
  const last = await lastTextDay(client, datasetId, oldest);
  if (firstNew === null && (last === null || last >= today)) return false;
  const from = [firstNew ?? today, last === null ? today : addDays(isoDay(last), 1), today].sort()[0] as IsoDay;
  const changed = await changedTextMetrics(client, datasetId, await metricsOfDays(client, datasetId, later(from, oldest), today));
  await saveLiveValues(client, datasetId, 'metrics', TEXT_SOURCE, changed, now, order);
  return changed.some(({ day }) => day < today);
}

/**
 * Judges every headline that nobody has judged for a live market, and brings its metrics of texts up to today. Each batch is one transaction, so whoever is
 * stopped leaves whole batches, and the next run goes on.
 */
export async function scoreNews(datasetId: number, clock: Clock, given?: TextReader): Promise<ScoredNews> {
  const reader = given ?? (await installedReader());
  const order = await metricOrder();
  const today = dayOf(clock.now());
  let [judged, past] = [0, false];
  for (;;) {
    const batch = await nextBatch(datasetId, reader, today);
    past = (await storeLive(async (client) => {
      await lockMetrics(client, datasetId);
      return storeMetricsOf(client, datasetId, batch && (await storeBatch(client, datasetId, batch)), clock.now(), order);
    })) || past;
    if (batch === null) return { judged, past, trouble: reader.trouble };
    judged += batch.texts.length;
  }
}
