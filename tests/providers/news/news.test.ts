import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourceError } from '@/lib/providers/live-port';
import { rememberAnswers, SourceMemory } from '@/lib/providers/http/remember';
import { xmlFault } from '@/lib/providers/news/guard-xml';
import { MOST_TITLE, plainGuid, plainLink, plainTitle } from '@/lib/providers/news/headline-text';
import { readMoment } from '@/lib/providers/news/moment';
import { newsProvider } from '@/lib/providers/news/provider';
import { NoFeed, readFeed } from '@/lib/providers/news/transform';
import { answering, Status, type Answerer } from '../../support/source-answers';

const FEED = 'https://wire.example/rss';
const NOW = new Date('2026-05-04T12:00:00Z');
const item = (parts: string): string => `<item>${parts}</item>`;
const rss = (items: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Wire</title><link>https://wire.example</link><description>d</description>${items}</channel></rss>`;
const plain = (n: number, extra = ''): string => item(`<title>Headline ${n}</title><link>https://wire.example/${n}</link><guid isPermaLink="false">g-${n}</guid><pubDate>Mon, 04 May 2026 0${n % 10}:00:00 +0000</pubDate>${extra}`);
const laughs = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i || ''};`.repeat(10)}">`).join('')}]><rss version="2.0"><channel><title>&lol9;</title><item><title>&lol9;</title></item></channel></rss>`;

describe('a feed is read', () => {
  it('as RSS 2.0: by its mark, once; marks of campaigns and HTML gone', () => {
    const first = item(`<title><![CDATA[ <b>Bitcoin</b>&#8217;s   fork &amp; more ]]></title><link><![CDATA[https://wire.example/a?utm_source=rss&id=7&UTM_medium=x#top]]></link><guid>https://wire.example/a</guid><pubDate>Mon, 04 May 2026 09:00:00 +0200</pubDate><atom:updated>Sun, 03 May 2026 09:00:00 +0000</atom:updated>`);
    expect(readFeed(rss(first + first + plain(1)), FEED, NOW)).toEqual({
      rows: [
        { feed: FEED, guid: 'https://wire.example/a', title: 'Bitcoin’s fork & more', link: 'https://wire.example/a?id=7#top', publishedAt: new Date('2026-05-04T07:00:00Z') },
        { feed: FEED, guid: 'g-1', title: 'Headline 1', link: 'https://wire.example/1', publishedAt: new Date('2026-05-04T01:00:00Z') },
      ],
      refused: [],
    });
  });

  it('as Atom: the alternate link, relative ones from the feed, published before updated', () => {
    const atom = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>W</title><id>urn:w</id><updated>2026-05-04T10:00:00Z</updated>
      <entry><title type="html">Tom &amp;amp; Jerry &lt;i&gt;again&lt;/i&gt;</title><link rel="enclosure" href="https://cdn.example/x.mp3"/><link href="/posts/1?utm_campaign=a"/><id>urn:1</id><published>2026-05-04T09:30:00.5+02:00</published><updated>2026-05-04T11:00:00Z</updated></entry>
      <entry><title>Second</title><link rel="alternate" href="https://wire.example/2"/><id>urn:2</id><updated>2026-05-03T11:00:00Z</updated></entry></feed>`;
    expect(readFeed(atom, FEED, NOW).rows.map(({ guid, title, link, publishedAt }) => [guid, title, link, publishedAt.toISOString()])).toEqual([
      ['urn:1', 'Tom & Jerry again', 'https://wire.example/posts/1', '2026-05-04T07:30:00.000Z'],
      ['urn:2', 'Second', 'https://wire.example/2', '2026-05-03T11:00:00.000Z'],
    ]);
  });

  it('as RDF', () => {
    const rdf = `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://wire.example"><title>W</title><link>https://wire.example</link><description>d</description></channel><item rdf:about="https://wire.example/1"><title>Old manner</title><link>https://wire.example/1</link><dc:date>2026-05-04T01:00:00Z</dc:date></item></rdf:RDF>`;
    expect(readFeed(rdf, FEED, NOW).rows).toEqual([{ feed: FEED, guid: 'https://wire.example/1', title: 'Old manner', link: 'https://wire.example/1', publishedAt: new Date('2026-05-04T01:00:00Z') }]);
  });

  it.each<[string, string, string]>([
    ['no title', '<title> </title><link>https://w.example/1</link><pubDate>Mon, 04 May 2026 01:00:00 GMT</pubDate>', 'has no title'],
    ['only a tag', '<title><![CDATA[<img src=x>]]></title><link>https://w.example/1</link><pubDate>Mon, 04 May 2026 01:00:00 GMT</pubDate>', 'has no title'],
    ['letters of another code', '<title>Caf\ufffd</title><link>https://w.example/1</link><pubDate>Mon, 04 May 2026 01:00:00 GMT</pubDate>', 'its letters cannot be read'],
    ['a link that is code', '<title>T</title><link>javascript:alert(1)</link><pubDate>Mon, 04 May 2026 01:00:00 GMT</pubDate>', 'leads to no web address'],
    ['a link with a password', '<title>T</title><link>https://a:b@w.example/</link><pubDate>Mon, 04 May 2026 01:00:00 GMT</pubDate>', 'leads to no web address'],
    ['no link and no address', '<title>T</title><guid isPermaLink="false">x</guid><pubDate>Mon, 04 May 2026 01:00:00 GMT</pubDate>', 'leads to no web address'],
    ['no moment', '<title>T</title><link>https://w.example/1</link>', 'does not say when it was published'],
    ['a moment without a zone', '<title>T</title><link>https://w.example/1</link><pubDate>Mon, 04 May 2026 01:00:00</pubDate>', 'does not say when it was published'],
    ['tomorrow', '<title>T</title><link>https://w.example/1</link><pubDate>Tue, 05 May 2026 01:00:00 GMT</pubDate>', 'stamped in the future'],
  ])('without a headline that has %s', (_, parts, reason) => {
    const { rows, refused } = readFeed(rss(item(parts) + plain(2)), FEED, NOW);
    expect([rows.length, refused.map((one) => [one.subject, one.reason])]).toEqual([1, [[FEED, reason]]]);
  });

  it.each<[string, string, RegExp]>([
    ['a billion laughs', laughs, /declares its own document type/],
    ['an entity that grows by itself', `<!DOCTYPE x><!ENTITY a "${'a'.repeat(1000)}"><rss/>`, /declares entities/],
    ['a file behind an entity', '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>&x;</title></channel></rss>', /document type/],
    ['a deep hole', `<rss>${'<a>'.repeat(100_000)}`, /nested more than 50 deep/],
    ['a flood of tags', `<rss><channel>${'<a/>'.repeat(200_000)}</channel></rss>`, /more than 100000 tags/],
    ['an open tag', '<rss version="2.0"><channel', /does not end/],
    ['JSON', '{"version":"https://jsonfeed.org/version/1.1","title":"x","items":[]}', /no XML/],
    ['nothing', '', /no XML/],
    ['some other XML', '<svg xmlns="http://www.w3.org/2000/svg"></svg>', /cannot be read/],
  ])('never as %s', (_, text, message) => expect(() => readFeed(text, FEED, NOW)).toThrow(message));

  it.each<[string, string]>([
    ['quotes that never end', `<rss><channel>${'<a b="'.repeat(300_000)}`], ['opened comments', '<!--'.repeat(500_000)], ['opened data', '<![CDATA['.repeat(200_000)], ['brackets', '<'.repeat(2_000_000)], ['doctypes', '<!DOCTYPE a>'.repeat(100_000)], ['references', rss(item(`<title>${'&amp;'.repeat(300_000)}</title>`))], ['a title of brackets', rss(item(`<title><![CDATA[${'<a'.repeat(700_000)}]]></title><link>https://w.example/1</link><pubDate>Mon, 04 May 2026 01:00:00 GMT</pubDate>`))], ['blanks', rss(item(`<title>${' '.repeat(1_900_000)}</title>`))], ['unclosed items', `<rss version="2.0"><channel>${'<item><title>x'.repeat(40)}`],
  ])('in a moment, though it is two million letters of %s', (_, text) => {
    const began = performance.now();
    try {
      expect(readFeed(text, FEED, NOW).rows.length).toBeLessThan(2);
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(NoFeed);
    }
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('with an HTML text in its items that nobody escaped or closed', () => {
    expect(readFeed(rss(Array.from({ length: 60 }, (_, i) => plain(i, `<description>a<br>b<img src="x>y"><p>c</description>`)).join('')), FEED, NOW).rows).toHaveLength(60);
    expect(xmlFault('<rss><a t="1 > 2"/><!-- <!ENTITY --><![CDATA[<!DOCTYPE [ ]]></rss>')).toBeNull();
  });
});

describe('a headline', () => {
  it.each<[string, string]>([
    ['  Two\n lines\t', 'Two lines'], ['<p>One</p><p>Two</p>', 'One Two'], ['<scr<script>ipt>alert(1)</script>', '<scr'], ['<scr<b>ipt>alert(1)</scr<i>ipt> x', 'alert(1) x'], ['A &lt;b&gt;bold&lt;/b&gt; claim', 'A bold claim'], ['5 < 6 and 7 > 2', '5 < 6 and 7 > 2'], ['&amp;lt;b&amp;gt;', '&lt;b&gt;'], ['AT&T &unknown; &#0; &#xD800; &#1114112;', 'AT&T &unknown;'],
    ['abc\u202Edef\u0000\u200B', 'abc def'], ['👩‍🚀 flies', '👩‍🚀 flies'], ['\ud83d broken', 'broken'],
  ])('%j is %j', (raw, text) => expect(plainTitle(raw)).toBe(text));

  it('is cut between letters', () => {
    expect(plainTitle('x'.repeat(301))).toBe(`${'x'.repeat(299)}…`);
    expect(plainTitle('x'.repeat(300))).toHaveLength(300);
    expect(plainTitle(`${'x'.repeat(298)}🚀🚀`)).toBe(`${'x'.repeat(298)}…`);
  });

  it.each<[string, string | null]>([
    ['https://w.example/a?utm_source=x', 'https://w.example/a'], ['https://w.example/a?b=%20c&utm_x=1&d', 'https://w.example/a?b=%20c&d'], ['/a', 'https://wire.example/a'], ['//w.example/a', 'https://w.example/a'], ['mailto:a@b.example', null], ['', null], ['https://u@w.example/', null], [`https://w.example/${'x'.repeat(2_000)}`, null],
  ])('leads from %s to %s', (raw, link) => expect(plainLink(raw, FEED)).toBe(link));

  it.each<[string, string | null]>([
    ['Fri, 25 Sep 2026 14:41:53 +0000', '2026-09-25T14:41:53.000Z'], ['25 Sep 26 14:41 EST', '2026-09-25T19:41:00.000Z'], ['Sept, 25', null], ['Fri, 25 September 2026 14:41:53 PDT', '2026-09-25T21:41:53.000Z'], ['1 Jan 70 00:00 GMT', '1970-01-01T00:00:00.000Z'], ['2026-09-25T14:41:53Z', '2026-09-25T14:41:53.000Z'], ['2026-09-25T14:41+0530', '2026-09-25T09:11:00.000Z'],
    ['2026-09-25T14:41:53', null], ['2026-09-25', null], ['2026-02-30T00:00:00Z', null], ['31 Feb 2026 10:00 GMT', null], ['25 Sep 2026 24:01 GMT', null], ['25 Sep 2026 10:00 A', null], ['2026-09-25T14:41:53+99:00', null], ['yesterday', null], ['1789000000', null], ['', null],
  ])('of %s was published at %s', (text, iso) => expect(readMoment(text)?.toISOString() ?? null).toBe(iso));

  it('has a mark that is text', () => expect([plainGuid(' a '), plainGuid(''), plainGuid('a\u0000'), plainGuid('x'.repeat(1_001))]).toEqual(['a', null, null, null]));

  it('is plain whatever is written', () => {
    const piece = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('<', '>', '&lt;', '&#60;', '&amp;', '<b>', ']]>', '<!--', '\u202e', '&#x3c;script&#x3e;', '😀'));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }).map((parts) => parts.join('')), (raw) => {
        const title = plainTitle(raw);
        return title.length <= MOST_TITLE && !/\p{Cs}/u.test(title) && !/<\/?[a-zA-Z!?][^<>]*>/.test(title) && !/[\p{Cc}\u202a-\u202e]/u.test(title) && title === title.trim();
      }),
      { numRuns: 2_000, seed: 3 },
    );
  });
});

describe('the feeds of an installation', () => {
  const provider = (answer: Answerer, feeds: readonly string[]) => newsProvider({ fetch: answering(answer).fetch, feeds, now: () => NOW });
  const xml = (body: string, status = 200): Status => new Status(status, body, { 'content-type': 'text/xml' });

  it('are read each by itself: one that fails is refused by name, the others stand', async () => {
    const answer: Answerer = (url) => {
      if (url.host === 'gone.example') return xml('', 404);
      if (url.host === 'down.example') throw new SourceError('news', 'unreachable', 'down.example cannot be reached');
      return url.host === 'page.example' ? xml('<html><body>hello</body></html>') : xml(rss(plain(1)));
    };
    const taken = await provider(answer, [FEED, FEED, 'https://gone.example/rss', 'https://down.example/', 'https://page.example/', 'https://b.example/', 'https://c.example/']).news?.();
    expect(taken?.rows.map(({ feed }) => feed)).toEqual([FEED, 'https://b.example/', 'https://c.example/']);
    expect(taken?.refused.map(({ subject, reason }) => [subject, reason])).toEqual([['https://gone.example/rss', 'gone.example answered 404'], ['https://down.example/', 'down.example cannot be reached'], ['https://page.example/', expect.stringContaining('page.example gave no feed')]]);
  });

  it('give nothing without feeds, and an error where all fail', async () => {
    expect(await provider(() => '', []).news?.()).toEqual({ rows: [], refused: [] });
    await expect(provider(() => xml(laughs), [FEED]).news?.()).rejects.toMatchObject({ kind: 'garbled', message: expect.stringContaining('wire.example gave no feed: it declares') });
  });

  it('are asked for what has changed only', async () => {
    const { fetch, seen } = answering(() => new Status(200, rss(plain(1)), { etag: '"a"' }));
    const lazy: typeof globalThis.fetch = async (input, init) => {
      const response = await fetch(input, init);
      return new Headers(init?.headers).get('if-none-match') === '"a"' ? new Response(null, { status: 304 }) : response;
    };
    const made = newsProvider({ fetch: rememberAnswers(lazy, new SourceMemory()), feeds: [FEED], now: () => NOW });
    expect(await made.news?.()).toEqual(await made.news?.());
    expect(seen.map(({ headers }) => headers.get('if-none-match'))).toEqual([null, '"a"']);
  });
});
