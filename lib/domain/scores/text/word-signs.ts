import { BARRIERS, BURDENS, CRIMES, FADERS, GROW, LESSEN, NEUTRAL_BURDENS, PASSES, RESTORES } from './lexicon-classes';
import { PHRASES_BY_FIRST } from './lexicon-phrases';
import { WORD_VALENCE } from './lexicon-words';
import type { TextToken } from './tokenize';
import { wordForms } from './word-forms';

/** A token with what it says by itself. */
export interface WordSign {
  readonly token: TextToken;
  readonly forms: readonly string[];
  valence: number;
  /** Part of a phrase: its words no longer speak for themselves. */
  inPhrase: boolean;
}

const first = <T>(forms: readonly string[], table: ReadonlyMap<string, T>): T | undefined => {
  const form = forms.find((one) => table.has(one));
  return form === undefined ? undefined : table.get(form);
};

/** Whether a word, in any of its forms, is of a set. Example: `rallies` is of the set with `rally`. */
export const isOneOf = (forms: readonly string[], set: ReadonlySet<string>): boolean => forms.some((form) => set.has(form));

function matchPhrases(signs: WordSign[]): void {
  for (let at = 0; at < signs.length; at += 1) {
    const start = signs[at] as WordSign;
    const phrase = start.forms.flatMap((form) => PHRASES_BY_FIRST.get(form) ?? []).find(({ words }) => words.every((word, i) => signs[at + i]?.forms.includes(word) === true && signs[at + i]?.inPhrase === false));
    if (!phrase) continue;
    phrase.words.forEach((_, i) => Object.assign(signs[at + i] as WordSign, { valence: 0, inPhrase: true }));
    start.valence = phrase.valence;
  }
}

/** Which burden a word of more or less speaks of: one shortly before it, or after it; −1 where none. No barrier may stand between. */
function burdenOf(signs: readonly WordSign[], at: number): number {
  for (const [step, reach] of [[-1, 4], [1, 4]] as const) {
    for (let i = 1; i <= reach; i += 1) {
      const other = signs[at + step * i];
      if (!other || BARRIERS.has(other.token.lower)) break;
      if (!other.inPhrase && isOneOf(other.forms, BURDENS)) return at + step * i;
    }
  }
  return -1;
}

function isNumber(sign: WordSign | undefined): boolean {
  return sign?.token.kind === 'number' || sign?.token.lower === 'percent';
}

/** "up" and "down" are moves beside a number; "down" alone says that something does not work. */
function unbound(signs: readonly WordSign[], at: number, valence: number): number {
  const { token: { lower }, forms } = signs[at] as WordSign;
  if (isOneOf(forms, PASSES)) return isNumber(signs[at + 1]) ? 1.5 : lower === 'tops' || lower === 'topped' ? 1 : 0;
  if (lower !== 'up' && lower !== 'down') return valence;
  const measured = isNumber(signs[at + 1]) || isNumber(signs[at - 1]) || signs[at + 1]?.token.lower === 'on';
  return measured ? (lower === 'up' ? 2 : -2) : valence;
}

/** What fades was no good news: the good word near it turns. */
function fadeGood(signs: readonly WordSign[], at: number): void {
  for (const step of [-1, 1]) {
    for (let i = 1; i <= 4; i += 1) {
      const other = signs[at + step * i];
      if (!other || BARRIERS.has(other.token.lower)) break;
      if (other.valence > 0) {
        other.valence *= -0.5;
        return;
      }
    }
  }
}

/** What was taken comes back, or could not be taken. */
function restore(signs: readonly WordSign[]): void {
  const crimes = signs.filter(({ forms, inPhrase }) => !inPhrase && isOneOf(forms, CRIMES));
  const back = signs.find(({ forms, inPhrase, token }) => !inPhrase && token.kind === 'word' && isOneOf(forms, RESTORES));
  if (!back || crimes.length === 0) return;
  for (const crime of crimes) crime.valence = 0;
  back.valence = 2;
}

/** What is lessened is bad where it was good, and good where it was a burden; what grows the other way round. */
function bindChanges(signs: WordSign[]): void {
  for (const [at, sign] of signs.entries()) {
    if (sign.inPhrase && sign.token.lower !== 'out') continue;
    const [less, more] = [first(sign.forms, LESSEN), first(sign.forms, GROW)];
    if (less === undefined && more === undefined) continue;
    const bound = burdenOf(signs, at);
    if (bound < 0) {
      sign.valence = unbound(signs, at, more ?? less ?? 0);
      if (isOneOf(sign.forms, FADERS)) fadeGood(signs, at);
      continue;
    }
    const size = Math.max(1.5, Math.abs(more ?? less ?? 0));
    sign.valence = more === undefined ? size : -size;
    // Of "hack fears" both words go.
    for (const near of [bound - 1, bound, bound + 1]) {
      const burden = signs[near];
      if (burden && near !== at && !burden.inPhrase && (near === bound || isOneOf(burden.forms, BURDENS))) Object.assign(burden, { valence: 0, inPhrase: true });
    }
  }
}

/** A signed percentage is a move: +6.4 % up, −8 % down. Example: a move under half a percent is none. */
function movedBy({ kind, lower }: TextToken): number {
  const [, sign, size] = /^([+-])([\d.]+)%?$/.exec(lower) ?? [];
  if (kind !== 'number' || sign === undefined || Number(size) < 0.5) return 0;
  return sign === '+' ? 2 : -2;
}

/**
 * What each token says by itself, −3 to 3: phrases before words, growth and decline by what grows or declines.
 * Example: of "losses narrow" the second word says 1.5 and the first nothing.
 */
export function wordSigns(tokens: readonly TextToken[]): WordSign[] {
  const signs = tokens.map((token): WordSign => {
    const forms = token.kind === 'word' ? wordForms(token.lower) : [token.lower];
    const burden = isOneOf(forms, NEUTRAL_BURDENS);
    return { token, forms, valence: burden ? 0 : (first(forms, WORD_VALENCE) ?? movedBy(token)), inPhrase: false };
  });
  matchPhrases(signs);
  bindChanges(signs);
  restore(signs);
  return signs;
}
