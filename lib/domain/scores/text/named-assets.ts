import { ABBREVIATIONS, EVERYDAY, TOKEN_CUES, WORD_CUES } from './ambiguous-names';
import type { IndexedName, NameIndex } from './name-index';
import { MOST_NAMED } from './rules';
import type { TextToken } from './tokenize';

/** An asset that a text names, with the place of its first name among the tokens. */
export interface NamedAsset {
  readonly assetId: string;
  readonly at: number;
}

/** Words on each side that may say what an everyday word means. */
const CUE_REACH = 2;
/** In a text with more than this share of capitals a capital says nothing. */
const TITLE_CASE = 0.7;

interface Reading {
  readonly tokens: readonly TextToken[];
  readonly index: NameIndex;
  /** Whether most words have a capital. */
  readonly titleCase: boolean;
  /** Whether most words are all capitals. */
  readonly shouted: boolean;
}

const share = (words: readonly TextToken[], test: RegExp): number => (words.length === 0 ? 0 : words.filter(({ text }) => test.test(text)).length / words.length);

/** Whether a neighbour says that an everyday word is only that. */
function isOnlyWord({ tokens }: Reading, from: number, to: number): boolean {
  const plain = WORD_CUES.get(tokens[from]?.lower ?? '');
  return plain !== undefined && [tokens[from - 1], tokens[to]].some((one) => plain.has(one?.lower ?? ''));
}

function hasCue(reading: Reading, from: number, to: number): boolean {
  const { tokens } = reading;
  const around = [...tokens.slice(Math.max(0, from - CUE_REACH), from), ...tokens.slice(to, to + CUE_REACH)];
  return !isOnlyWord(reading, from, to) && around.some(({ lower, kind }) => TOKEN_CUES.has(lower) || kind === 'cashtag' || (kind === 'number' && lower.endsWith('%')));
}

const hasCapital = (token: TextToken | undefined): boolean => token !== undefined && /^\p{Lu}/u.test(token.text);

/** A capital within a sentence that neither its place nor a longer name explains: "a patch at Compound", not "the Sun" or "Sun Bank". */
function standsAlone({ tokens, titleCase }: Reading, from: number, to: number): boolean {
  const before = tokens[from - 1];
  return !titleCase && before?.kind === 'word' && before.lower !== 'the' && !hasCapital(before) && !hasCapital(tokens[to]);
}

function isCertain(reading: Reading, { words, certainty }: IndexedName, at: number): boolean {
  if (certainty === 'plain') return true;
  const end = at + words.length;
  if (!hasCapital(reading.tokens[at]) || isOnlyWord(reading, at, end)) return false;
  return certainty === 'capital' || hasCue(reading, at, end) || (certainty === 'alone' && standsAlone(reading, at, end));
}

/** A symbol in capitals within a text that has small letters; abbreviations and two letters need a word beside them that speaks of tokens. */
function symbolAt(reading: Reading, at: number): string | null {
  const token = reading.tokens[at] as TextToken;
  if (token.kind === 'cashtag') return reading.index.symbols.get(token.lower.slice(1))?.assetId ?? null;
  if (reading.shouted || token.kind !== 'word' || token.text.length < 2 || token.text !== token.text.toUpperCase()) return null;
  const found = reading.index.symbols.get(token.lower);
  if (found === undefined || ABBREVIATIONS.has(token.lower)) return null;
  const doubtful = !found.known && (EVERYDAY.has(token.lower) || token.text.length < 3);
  return !doubtful || hasCue(reading, at, at + 1) ? found.assetId : null;
}

function nameAt(reading: Reading, at: number): IndexedName | null {
  const { tokens, index } = reading;
  const here = (tokens[at] as TextToken).lower.replace(/'s$/, '');
  const fits = (name: IndexedName): boolean => name.words.every((word, i) => (tokens[at + i]?.lower.replace(/'s$/, '') ?? '') === word);
  return (index.names.get(here) ?? []).find((name) => fits(name) && isCertain(reading, name, at)) ?? null;
}

/**
 * The assets that a text names, in the order of their first names: by name, by $cashtag, by symbol in capitals. Everyday words ("link", "near")
 * count only with what speaks of a token beside them. A text that names more than twelve is a list and names none.
 * Example: "Click the link near the page" names nothing, "LINK rises 7 %" names Chainlink.
 */
export function assetsNamed(tokens: readonly TextToken[], index: NameIndex): NamedAsset[] {
  const words = tokens.filter(({ kind }) => kind === 'word');
  const reading = { tokens, index, titleCase: share(words, /^\p{Lu}/u) > TITLE_CASE, shouted: share(words, /^[\p{Lu}\p{N}]{2,}$/u) > TITLE_CASE && words.length > 2 };
  const found = new Map<string, NamedAsset>();
  for (let at = 0; at < tokens.length; at += 1) {
    // Of "LINK" in capitals the coin with that symbol is meant, not a smaller one of that name.
    const named = nameAt(reading, at);
    const symbol = symbolAt(reading, at);
    const name = symbol !== null && named !== null && named.words.length === 1 && named.certainty !== 'plain' ? null : named;
    const assetId = name?.assetId ?? symbol;
    if (assetId !== null && !found.has(assetId)) found.set(assetId, { assetId, at });
    if (name) at += name.words.length - 1;
  }
  return found.size > MOST_NAMED ? [] : [...found.values()];
}
