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

function hasCue({ tokens }: Reading, from: number, to: number, word: string): boolean {
  const around = [...tokens.slice(Math.max(0, from - CUE_REACH), from), ...tokens.slice(to, to + CUE_REACH)];
  const next = [tokens[from - 1]?.lower ?? '', tokens[to]?.lower ?? ''];
  const plain = WORD_CUES.get(word);
  if (plain !== undefined && next.some((one) => plain.has(one))) return false;
  return around.some(({ lower, kind }) => TOKEN_CUES.has(lower) || kind === 'cashtag' || (kind === 'number' && lower.endsWith('%')));
}

const startsSentence = ({ tokens }: Reading, at: number): boolean => at === 0 || /^[.!?:"…]$/.test(tokens[at - 1]?.text ?? '');

function isCertain(reading: Reading, { words, certainty }: IndexedName, at: number): boolean {
  if (certainty === 'plain') return true;
  const capital = /^\p{Lu}/u.test(reading.tokens[at]?.text ?? '');
  const cue = hasCue(reading, at, at + words.length, words[0] ?? '');
  if (certainty === 'cue') return capital && cue;
  return capital && (cue || !(reading.titleCase || startsSentence(reading, at)));
}

/** A symbol in capitals within a text that has small letters; abbreviations and two letters need a word beside them that speaks of tokens. */
function symbolAt(reading: Reading, at: number): string | null {
  const token = reading.tokens[at] as TextToken;
  if (token.kind === 'cashtag') return reading.index.symbols.get(token.lower.slice(1))?.assetId ?? null;
  if (reading.shouted || token.kind !== 'word' || token.text.length < 2 || token.text !== token.text.toUpperCase()) return null;
  const found = reading.index.symbols.get(token.lower);
  if (found === undefined || ABBREVIATIONS.has(token.lower)) return null;
  const doubtful = !found.known && (EVERYDAY.has(token.lower) || token.text.length < 3);
  return !doubtful || hasCue(reading, at, at + 1, token.lower) ? found.assetId : null;
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
    const name = nameAt(reading, at);
    const assetId = name?.assetId ?? symbolAt(reading, at);
    if (assetId !== null && !found.has(assetId)) found.set(assetId, { assetId, at });
    if (name) at += name.words.length - 1;
  }
  return found.size > MOST_NAMED ? [] : [...found.values()];
}
