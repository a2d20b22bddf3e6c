import { ALIASES, EVERYDAY, WORDLIKE } from './ambiguous-names';
import { tokenizeText } from './tokenize';

/** An asset as texts may name it. `rank` is its place by size, from 1; larger ones own a shared name. */
export interface NameableAsset {
  readonly id: string;
  readonly symbol: string;
  readonly name: string;
  readonly rank: number;
}

/** How sure a name is: `plain` always, `capital` with a capital letter, `alone` with one that its place does not explain, `cue` only beside a word that speaks of tokens (as those before it always are). */
export type NameCertainty = 'plain' | 'capital' | 'alone' | 'cue';

export interface IndexedName {
  readonly words: readonly string[];
  readonly assetId: string;
  readonly certainty: NameCertainty;
}

export interface IndexedSymbol {
  readonly assetId: string;
  /** In capitals it is the asset's even where it is an everyday word. */
  readonly known: boolean;
}

export interface NameIndex {
  /** Names by their first word, the longest first. */
  readonly names: ReadonlyMap<string, readonly IndexedName[]>;
  /** By symbol in small letters. */
  readonly symbols: ReadonlyMap<string, IndexedSymbol>;
}

/** Beyond this place by size a name of one word is taken for a name only beside a word that speaks of tokens. */
const KNOWN_TO_RANK = 200;
/** Up to this place a symbol of four letters in capitals is the asset's. */
const WELL_KNOWN_TO_RANK = 50;
/** Shorter names of one word are as likely something else. */
const LEAST_LETTERS = 4;
const SUFFIX = /\s+(protocol|network|token|coin|finance|chain|dao|labs|ecosystem token)$/i;

function certaintyOf(words: readonly string[], rank: number): NameCertainty {
  const word = words[0] ?? '';
  if (words.length > 1) return words.some((one) => !EVERYDAY.has(one)) || words.length > 2 ? 'plain' : 'capital';
  if (word.length < LEAST_LETTERS || rank > KNOWN_TO_RANK) return 'cue';
  if (EVERYDAY.has(word)) return 'alone';
  return WORDLIKE.has(word) ? 'capital' : 'plain';
}

function namesOf({ id, name }: NameableAsset): string[] {
  const bare = name.replace(/\s*\([^)]*\)\s*/g, ' ').trim();
  return [...new Set([bare, bare.replace(SUFFIX, ''), ...(ALIASES[id] ?? [])])];
}

/**
 * The names and symbols by which texts name assets. Of assets that share one the largest has it (of equals the first id); names without a
 * letter are none. Example: `NEAR Protocol` is found as "NEAR Protocol" anywhere, as "Near" only beside a word such as "token", or with a capital
 * within a sentence.
 */
export function buildNameIndex(assets: readonly NameableAsset[]): NameIndex {
  const names = new Map<string, IndexedName[]>();
  const symbols = new Map<string, IndexedSymbol>();
  const taken = new Set<string>();
  for (const asset of [...assets].sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))) {
    const symbol = asset.symbol.toLowerCase();
    if (/[a-z]/.test(symbol) && !symbols.has(symbol)) symbols.set(symbol, { assetId: asset.id, known: asset.rank <= WELL_KNOWN_TO_RANK && symbol.length >= LEAST_LETTERS });
    for (const name of namesOf(asset)) {
      const words = tokenizeText(name).map(({ lower }) => lower);
      const key = words.join(' ');
      if (words.length === 0 || !/\p{L}/u.test(key) || taken.has(key)) continue;
      taken.add(key);
      const first = words[0] as string;
      names.set(first, [...(names.get(first) ?? []), { words, assetId: asset.id, certainty: certaintyOf(words, asset.rank) }]);
    }
  }
  for (const list of names.values()) list.sort((a, b) => b.words.length - a.words.length);
  return { names, symbols };
}
