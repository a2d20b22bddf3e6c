import 'server-only';

/** No headline needs a deeper place than this. */
const MOST_DEPTH = 50;
/** A feed of hundreds of headlines has some ten thousand. */
const MOST_TAGS = 100_000;

const HIDDEN = [
  ['<![CDATA[', ']]>'],
  ['<!--', '-->'],
] as const;

/** Where something hidden from the parser ends, the end of the text if nowhere; null where nothing hidden begins. */
function endOfHidden(text: string, at: number): number | null {
  const hidden = HIDDEN.find(([start]) => text.startsWith(start, at));
  if (!hidden) return null;
  const end = text.indexOf(hidden[1], at + hidden[0].length);
  return end < 0 ? text.length : end + hidden[1].length;
}

function declarationFault(text: string, at: number): string | null {
  const word = text.slice(at, at + 9).toUpperCase();
  if (word.startsWith('<!ENTITY')) return 'it declares entities';
  if (word !== '<!DOCTYPE') return null;
  const end = text.indexOf('>', at);
  return end < 0 || text.slice(at, end).includes('[') ? 'it declares its own document type' : null;
}

/** Where a tag ends: a `>` within quotes is none. */
function endOfTag(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const sign = text[at];
    if (sign === '>') return at;
    if (sign !== '"' && sign !== "'") continue;
    at = text.indexOf(sign, at + 1);
    if (at < 0) return -1;
  }
  return -1;
}

/** Tags of HTML that nobody closes; feeds that do not escape their HTML hold them. */
const NEVER_CLOSED = new Set(['br', 'hr', 'img', 'wbr', 'input', 'source']);

/** Opens or closes what a tag names; the depth after it. What was never closed ends with what it lies in. */
function descend(open: string[], tag: string): number {
  const name = /^<\/?([^\s/>]{1,100})/.exec(tag)?.[1]?.toLowerCase() ?? '';
  if (tag.startsWith('</')) {
    const at = open.lastIndexOf(name);
    if (at >= 0) open.length = at;
  } else if (!tag.endsWith('/') && !/^<[!?]/.test(tag) && !NEVER_CLOSED.has(name)) open.push(name);
  return open.length;
}

/**
 * Why a text is no XML to hand to a parser, or null: entities of its own (which can grow without end), an end that is
 * missing, or more nesting or tags than any feed has. One pass over the text, whatever it holds.
 */
export function xmlFault(text: string): string | null {
  const open: string[] = [];
  let tags = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const hidden = endOfHidden(text, at);
    if (hidden !== null) {
      at = hidden;
      continue;
    }
    const fault = declarationFault(text, at);
    if (fault) return fault;
    const end = endOfTag(text, at + 1);
    if (end < 0) return 'a tag does not end';
    tags += 1;
    if (descend(open, text.slice(at, Math.min(end, at + 200)) + (text[end - 1] === '/' ? '/' : '')) > MOST_DEPTH) return `it is nested more than ${MOST_DEPTH} deep`;
    if (tags > MOST_TAGS) return `it has more than ${MOST_TAGS} tags`;
    at = end + 1;
  }
  if (tags === 0) return 'it is no XML';
  return open.length > 0 ? 'it ends too early' : null;
}
