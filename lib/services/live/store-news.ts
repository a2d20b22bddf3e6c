import 'server-only';
import { createHash } from 'node:crypto';
import { newsFault } from '@/lib/domain/market/live-quality';
import { storeLive } from '@/lib/data/live-lock';
import { saveNews, type NewsText } from '@/lib/data/news-yields';
import { saveRefusedAnswers } from '@/lib/data/refused-answers';
import type { NetworkSource, NewsRow, Refusal, Taken } from '@/lib/providers/live-port';
import { asRefused, refusal, type StoreContext, type Stored } from './store-context';

const idOf = ({ feed, guid }: NewsRow): string => createHash('sha256').update(`${feed}\n${guid}`).digest('hex');

/** Stores headlines once each, by feed and guid. */
export async function storeNews(context: StoreContext, source: NetworkSource, taken: Taken<NewsRow>, at: Date): Promise<Stored> {
  const refused: Refusal[] = [...taken.refused];
  const news = new Map<string, NewsText>();
  for (const row of taken.rows) {
    const moment = row.publishedAt.getTime();
    const fault = /[\u0000]/.test(row.title + row.link + row.feed) ? 'holds characters that are no text' : newsFault(row.title, row.link, moment, at.getTime());
    if (fault !== null) refused.push(refusal(row.guid, Number.isNaN(moment) ? '' : row.publishedAt.toISOString(), fault, row));
    else if (!news.has(idOf(row))) news.set(idOf(row), { id: idOf(row), feed: row.feed, title: row.title, link: row.link, publishedAt: row.publishedAt.toISOString() });
  }
  return storeLive(async (client) => {
    await saveNews(client, [...news.values()], at);
    await saveRefusedAnswers(client, source, asRefused('news', refused), at);
    return { stored: news.size, refused: refused.length };
  }, context.also);
}
