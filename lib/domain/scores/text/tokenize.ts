export type TextTokenKind = 'word' | 'cashtag' | 'number' | 'mark';

/** A word, $cashtag, number or mark of a text. */
export interface TextToken {
  /** As it stands, apostrophes and minus signs made plain. */
  readonly text: string;
  readonly lower: string;
  readonly kind: TextTokenKind;
}

const PIECE = /\$[a-z][a-z0-9]{1,11}(?![\p{L}\p{N}])|[+-]?[$€£]?\d[\d,.]*(?:[kmbx]\b)?\s?%?|[#@]?[\p{L}][\p{L}\p{N}]*(?:['&-][\p{L}\p{N}]+)*|[?!.,:;"()…]/giu;
const LINK = /\bhttps?:\/\/\S+/gi;
/** Longer text is no headline and no post; what is read of it stays short. */
const MOST_CHARACTERS = 4_000;

function kindOf(text: string): TextTokenKind {
  if (/^\$[a-z]/i.test(text)) return 'cashtag';
  if (/^[+-]?[$€£]?\d/.test(text)) return 'number';
  return /^[#@]?\p{L}/u.test(text) ? 'word' : 'mark';
}

/**
 * Splits a text into words, $cashtags, numbers and marks; links, emoji and other signs go. Compatible forms of letters become one (NFKC).
 * Example: "$SOL isn't up 5%!" is `$SOL`, `isn't`, `up`, `5%`, `!`.
 */
export function tokenizeText(text: string): TextToken[] {
  const plain = text.slice(0, MOST_CHARACTERS).normalize('NFKC').replace(LINK, ' ').replace(/[‘’ʼ`]/g, "'").replace(/[“”„«»]/g, '"').replace(/[−–—](?=[$€£]?\d)/g, '-').replace(/[—–]/g, ' , ').replace(/ -(?= )/g, ' , ');
  return (plain.match(PIECE) ?? []).map((piece) => {
    const clean = piece.replace(/\s|[.,]+$/g, (found, at: number) => (at === 0 ? found : '')).replace(/^[#@](?=\p{L})/u, '');
    return { text: clean, lower: clean.toLowerCase(), kind: kindOf(clean) };
  });
}
