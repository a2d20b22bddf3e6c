import 'server-only';
import { parseFeed, type AnyFeed } from 'feedsmith';
import type { NewsRow, Taken } from '../live-port';
import { Refusals } from '../refusals';
import { xmlFault } from './guard-xml';
import { plainGuid, plainLink, plainTitle } from './headline-text';
import { readMoment } from './moment';

/** Of one answer of one feed, the newest first: more is an archive. */
export const MOST_HEADLINES = 200;

/** A headline as a feed wrote it, whatever its format. */
export interface RawHeadline {
  readonly title: string | undefined;
  readonly link: string | undefined;
  readonly guid: string | undefined;
  readonly published: string | undefined;
}

type Feed = AnyFeed<string>;

/** A text that is no feed; the reason is the message. */
export class NoFeed extends Error {
  override readonly name = 'NoFeed';
}

function parse(text: string): Feed {
  const fault = xmlFault(text);
  if (fault) throw new NoFeed(fault);
  try {
    return parseFeed<string>(text, { maxItems: MOST_HEADLINES });
  } catch (thrown) {
    throw new NoFeed(thrown instanceof Error ? `it cannot be read (${thrown.message.slice(0, 100)})` : 'it cannot be read');
  }
}

/** A mark that is an address leads to its headline where nothing else does. */
const addressIn = (guid: string | undefined): string | undefined => (guid !== undefined && URL.canParse(guid) ? guid : undefined);

function headlinesOf(read: Feed): RawHeadline[] {
  switch (read.format) {
    case 'rss':
      return (read.feed.items ?? []).map(({ title, link, guid, pubDate, dc, atom }) => ({ title, link: link ?? addressIn(guid?.value), guid: guid?.value, published: pubDate ?? dc?.dates?.[0] ?? atom?.published }));
    case 'atom':
      return (read.feed.entries ?? []).map(({ title, links, id, published, updated }) => ({ title: title?.value, link: links?.find(({ rel }) => rel === undefined || rel === 'alternate')?.href ?? addressIn(id), guid: id, published: published ?? updated }));
    case 'rdf':
      return (read.feed.items ?? []).map(({ title, link, rdf, dc }) => ({ title, link, guid: rdf?.about, published: dc?.dates?.[0] }));
    default:
      throw new NoFeed('it is no RSS or Atom feed');
  }
}

function readHeadline(raw: RawHeadline, feed: string, now: Date): NewsRow | string {
  const title = plainTitle(raw.title ?? '');
  if (title === '') return 'has no title';
  if (title.includes('\ufffd')) return 'its letters cannot be read';
  const link = plainLink(raw.link ?? '', feed);
  if (link === null) return 'leads to no web address';
  const guid = plainGuid(raw.guid ?? link);
  if (guid === null) return 'its mark is no text';
  const publishedAt = readMoment(raw.published ?? '');
  if (publishedAt === null) return 'does not say when it was published';
  return publishedAt > now ? 'stamped in the future' : { feed, guid, title, link, publishedAt };
}

/** The headlines of a feed: title and link, once each by their mark. Throws `NoFeed` for a text that is none. */
export function readFeed(text: string, feed: string, now: Date): Taken<NewsRow> {
  const refusals = new Refusals();
  const rows = new Map<string, NewsRow>();
  for (const raw of headlinesOf(parse(text))) {
    const read = readHeadline(raw, feed, now);
    if (typeof read === 'string') refusals.add(feed, raw.published ?? '', read, raw);
    else if (!rows.has(read.guid)) rows.set(read.guid, read);
  }
  return { rows: [...rows.values()], refused: refusals.list };
}
