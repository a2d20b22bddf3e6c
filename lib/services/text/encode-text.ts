import 'server-only';
import { tokenizeText } from '@/lib/domain/scores/text/tokenize';

/** Token numbers and their mask, row by row, each `length` long. */
export interface EncodedTexts {
  readonly ids: BigInt64Array;
  readonly mask: BigInt64Array;
  readonly length: number;
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** How often each word stands in a text, in the place that its hash (FNV-1a of its UTF-8 bytes, modulo `size`) gives it. */
export function encodeBags(texts: readonly string[], size: number): Float32Array {
  const bags = new Float32Array(texts.length * size);
  for (const [row, text] of texts.entries()) {
    for (const { lower, kind } of tokenizeText(text)) if (kind !== 'mark') bags[row * size + (fnv1a(lower) % size)] = (bags[row * size + (fnv1a(lower) % size)] as number) + 1;
  }
  return bags;
}

export interface Vocabulary {
  readonly ids: ReadonlyMap<string, number>;
  readonly lowercase: boolean;
}

const SPECIAL = { unknown: '[UNK]', start: '[CLS]', end: '[SEP]', padding: '[PAD]' } as const;
const MOST_LETTERS = 100;

/** The numbers of a vocabulary file: a word a line, the first is 0. Throws where one of the four marks of BERT is absent. */
export function readVocabulary(text: string, lowercase: boolean): Vocabulary {
  const ids = new Map(text.replace(/\r?\n$/, '').split(/\r?\n/).map((word, id) => [word, id] as const));
  const absent = Object.values(SPECIAL).filter((mark) => !ids.has(mark));
  if (absent.length > 0) throw new Error(`vocab.txt lacks ${absent.join(', ')}`);
  return { ids, lowercase };
}

/** Words and marks apart, accents off where letters are small: the basic tokenizer of BERT. */
function basicWords(text: string, lowercase: boolean): string[] {
  const plain = lowercase ? text.toLowerCase().normalize('NFD').replace(/\p{Mn}/gu, '') : text.normalize('NFC');
  return plain.match(/[\p{P}\p{S}]|[^\s\p{P}\p{S}]+/gu) ?? [];
}

/** The longest known beginnings one after the other (Wu et al., 2016); unknown as a whole where a rest is unknown. */
function wordPieces(word: string, { ids }: Vocabulary): number[] {
  const unknown = [ids.get(SPECIAL.unknown) as number];
  if (word.length > MOST_LETTERS) return unknown;
  const pieces: number[] = [];
  for (let from = 0; from < word.length; ) {
    let to = word.length;
    while (to > from && !ids.has((from > 0 ? '##' : '') + word.slice(from, to))) to -= 1;
    if (to === from) return unknown;
    pieces.push(ids.get((from > 0 ? '##' : '') + word.slice(from, to)) as number);
    from = to;
  }
  return pieces;
}

/** Texts as the token numbers of a model of the BERT family, cut at `most` tokens and padded to the longest. */
export function encodeWordPieces(texts: readonly string[], vocabulary: Vocabulary, most: number): EncodedTexts {
  const of = (mark: keyof typeof SPECIAL): number => vocabulary.ids.get(SPECIAL[mark]) as number;
  const rows = texts.map((text) => [of('start'), ...basicWords(text, vocabulary.lowercase).flatMap((word) => wordPieces(word, vocabulary)).slice(0, most - 2), of('end')]);
  const length = Math.max(2, ...rows.map((row) => row.length));
  const ids = new BigInt64Array(rows.length * length).fill(BigInt(of('padding')));
  const mask = new BigInt64Array(rows.length * length);
  for (const [row, tokens] of rows.entries()) {
    for (const [at, token] of tokens.entries()) {
      ids[row * length + at] = BigInt(token);
      mask[row * length + at] = 1n;
    }
  }
  return { ids, mask, length };
}
