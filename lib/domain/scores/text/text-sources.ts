import { SOURCE_WEIGHTS, type SourceClass } from './rules';

export type TextKind = 'news' | 'post';

/** Hosts by what they are; a host counts with all its parts below. */
const HOSTS: Readonly<Record<Exclude<SourceClass, 'unknown'>, readonly string[]>> = {
  primary: ['sec.gov', 'cftc.gov', 'federalreserve.gov', 'europa.eu', 'ethereum.org', 'bitcoincore.org'],
  press: ['coindesk.com', 'cointelegraph.com', 'theblock.co', 'decrypt.co', 'dlnews.com', 'blockworks.co', 'reuters.com', 'bloomberg.com', 'ft.com', 'wsj.com', 'cnbc.com', 'apnews.com', 'bbc.co.uk', 'theguardian.com', 'bitcoinmagazine.com', 'protos.com'],
  aggregator: ['cryptopanic.com', 'news.google.com', 'finance.yahoo.com', 'msn.com', 'investing.com', 'u.today', 'newsbtc.com', 'beincrypto.com', 'ambcrypto.com', 'cryptoslate.com', 'cryptonews.com'],
  release: ['prnewswire.com', 'globenewswire.com', 'businesswire.com', 'accesswire.com', 'chainwire.org', 'einpresswire.com'],
  post: ['reddit.com', 'x.com', 'twitter.com', 't.me', 'bsky.app', 'farcaster.xyz', 'warpcast.com', 'stocktwits.com', 'mastodon.social', 'discord.com', 'bitcointalk.org'],
};

const CLASSES = new Map(Object.entries(HOSTS).flatMap(([kind, hosts]) => hosts.map((host) => [host, kind as SourceClass] as const)));

/** The host of a web address, or the text itself where it is none. Example: of `https://www.coindesk.com/arc/rss` it is `coindesk.com`. */
export function hostOf(source: string): string {
  return (/^[a-z]+:\/\/(?:[^/@]*@)?([^/:?#]+)/i.exec(source)?.[1] ?? source).toLowerCase().replace(/^www\./, '');
}

/** What a source is, by its host; posts elsewhere are posts. Example: `https://old.reddit.com/r/x.rss` is `post`, a host nobody listed `unknown`. */
export function sourceClass(source: string, kind: TextKind): SourceClass {
  const parts = hostOf(source).split('.');
  for (let from = 0; from < parts.length; from += 1) {
    const found = CLASSES.get(parts.slice(from).join('.'));
    if (found) return found;
  }
  return kind === 'post' ? 'post' : 'unknown';
}

/** Weight of a source, 0 to 1. Example: a press release 0.4, a host nobody listed 0.6. */
export function sourceWeight(source: string, kind: TextKind): number {
  return SOURCE_WEIGHTS[sourceClass(source, kind)];
}

/** Whether a feed holds headlines or posts. Example: that of a subreddit holds posts. */
export function kindOfFeed(feed: string): TextKind {
  return sourceClass(feed, 'news') === 'post' ? 'post' : 'news';
}
