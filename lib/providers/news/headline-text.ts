import 'server-only';

export const MOST_TITLE = 300;
const MOST_LINK = 2_000;
const MOST_GUID = 1_000;
/** Longer raw text is no title; what is read of it stays short. */
const MOST_RAW = 4_000;

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', ndash: '–', mdash: '—', hellip: '…', euro: '€', pound: '£', laquo: '«', raquo: '»', middot: '·', bull: '•' };

function characterOf(code: number): string {
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ' ';
}

/** References to characters, once: what they make is not read again. */
function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));/g, (whole: string, decimal?: string, hex?: string, name?: string) => {
    if (decimal !== undefined) return characterOf(Number(decimal));
    if (hex !== undefined) return characterOf(Number.parseInt(hex, 16));
    return NAMED[name ?? ''] ?? whole;
  });
}

/** Without tags, also those that only appear once others are gone. A lone `<` is a sign like another. */
function withoutTags(text: string): string {
  let before = text;
  for (;;) {
    const after = before
      .replace(/<(script|style)\b[^<>]*>[^<]*<\/\1>/gi, ' ')
      .replace(/<\/?(?:a|abbr|b|code|em|i|mark|span|strong|sub|sup|u)\b[^<>]*>/gi, '')
      .replace(/<\/?[a-zA-Z!?][^<>]*>/g, ' ');
    if (after === before) return after;
    before = after;
  }
}

/** What turns letters around or hides among them; the joiner of emoji stays. */
const UNSEEN = /[\p{Cc}\p{Cs}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/** A headline as plain text of at most 300 characters; empty where nothing is left. */
export function plainTitle(raw: string): string {
  const bare = withoutTags(decoded(withoutTags(raw.slice(0, MOST_RAW))));
  const clean = bare.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim();
  if (clean.length <= MOST_TITLE) return clean;
  let cut = clean.slice(0, MOST_TITLE - 1);
  if (/[\ud800-\udbff]$/.test(cut)) cut = cut.slice(0, -1);
  return `${cut.trimEnd()}…`;
}

/** Where a headline leads: http(s), without a password and without marks of campaigns; null where it leads nowhere of that kind. */
export function plainLink(raw: string, feed: string): string | null {
  const text = raw.trim();
  if (text === '' || text.length > MOST_LINK || !URL.canParse(text, feed)) return null;
  const url = new URL(text, feed);
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '' || url.password !== '') return null;
  // Part by part: the rest stays as its publisher wrote it.
  const kept = url.search.slice(1).split('&').filter((part) => part !== '' && !/^utm_/i.test(part));
  url.search = kept.length > 0 ? `?${kept.join('&')}` : '';
  return url.href.length > MOST_LINK ? null : url.href;
}

/** What tells a headline from others of its feed; null where it is no usable text. */
export function plainGuid(raw: string): string | null {
  const text = raw.trim();
  return text === '' || text.length > MOST_GUID || /[\p{Cc}\p{Cs}]/u.test(text) ? null : text;
}
