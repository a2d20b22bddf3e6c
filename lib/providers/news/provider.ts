import 'server-only';
import type { ProviderContext } from '../context';
import { rememberAnswers } from '../http/remember';
import { createSafeTransport } from '../http/safe-transport';
import { sourceErrorOf } from '../http/source-fetch';
import { SourceError, type LiveProvider, type NewsRow, type Refusal, type Taken } from '../live-port';

const MAX_BYTES = 2 * 1024 * 1024;
const TIMEOUT_MS = 10_000;
const ATTEMPTS = 2;
/** Feeds that are asked at once. */
const AT_ONCE = 5;
const HEADERS = { accept: 'application/rss+xml, application/atom+xml, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.8', 'user-agent': 'Bandwise' };

export interface NewsSetup {
  readonly fetch: typeof fetch;
  readonly feeds: readonly string[];
  readonly now: () => Date;
}

class NewsProvider implements LiveProvider {
  readonly source = 'news';
  readonly historyDays = 0;

  constructor(private readonly setup: NewsSetup) {}

  private async read(feed: string): Promise<Taken<NewsRow>> {
    const response = await this.setup.fetch(feed, { headers: HEADERS });
    if (!response.ok) throw new SourceError('news', 'failed', `${new URL(feed).host} answered ${response.status}`);
    // What reads feeds takes longest to load of all that sources need: a process that asks none goes without.
    const { NoFeed, readFeed } = await import('./transform');
    try {
      return readFeed(await response.text(), feed, this.setup.now());
    } catch (thrown) {
      throw thrown instanceof NoFeed ? new SourceError('news', 'garbled', `${new URL(feed).host} gave no feed: ${thrown.message}`) : thrown;
    }
  }

  /** The headlines of all feeds. A feed that fails is refused by name, the others stand; throws where none answers. */
  async news(): Promise<Taken<NewsRow>> {
    const feeds = [...new Set(this.setup.feeds)];
    const rows: NewsRow[] = [];
    const refused: Refusal[] = [];
    const failures: SourceError[] = [];
    for (let from = 0; from < feeds.length; from += AT_ONCE) {
      const some = feeds.slice(from, from + AT_ONCE);
      for (const [i, settled] of (await Promise.allSettled(some.map((feed) => this.read(feed)))).entries()) {
        if (settled.status === 'fulfilled') {
          rows.push(...settled.value.rows);
          refused.push(...settled.value.refused);
        } else {
          const failure = sourceErrorOf('news', settled.reason);
          failures.push(failure);
          refused.push({ subject: some[i] ?? '', about: '', reason: failure.message, raw: '' });
        }
      }
    }
    const worst = failures.find(({ retryAt }) => retryAt !== null) ?? failures[0];
    if (worst && failures.length === feeds.length) throw worst;
    return { rows, refused };
  }
}

export const newsProvider = (setup: NewsSetup): LiveProvider => new NewsProvider(setup);

/** The feeds of the settings. They may lie on the public internet only, save where the operator's environment names another place. */
export function createNews(context: ProviderContext): LiveProvider {
  const own = context.ownUrl('news');
  const transport = createSafeTransport('news', { trusted: own === null ? [] : [own] });
  const fetch = context.fetch('news', { expects: 'text', timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES, attempts: ATTEMPTS, transport });
  return newsProvider({ fetch: rememberAnswers(fetch, context.memory), feeds: context.settings.feeds, now: () => context.clock.now() });
}
