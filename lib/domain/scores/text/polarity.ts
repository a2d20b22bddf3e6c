import { BUT, CONCEDING, FAILING, HEDGES, INFORMS, NEED_TO, NEGATION_ENDS, NEGATORS, STRENGTH, WARNERS } from './lexicon-classes';
import { BEFORE_BUT_FACTOR, CONCEDED_FACTOR, HEDGE_FACTOR, INFORM_FACTOR, NEGATED_FACTOR, POLARITY_SOFTNESS, POLAR_FROM, QUESTION_FACTOR, WHY_FACTOR } from './rules';
import { turnIronicPraise } from './sarcasm';
import { tokenizeText, type TextToken } from './tokenize';
import { isOneOf, wordSigns, type WordSign } from './word-signs';

/** Words after a negator that it turns. */
const NEGATION_REACH = 5;
const STRENGTH_REACH = 2;

/** A part of a sentence that claims something, and what it says of price or project, before it is brought to [−1, 1]. */
export interface ScoredClause {
  readonly tokens: readonly TextToken[];
  readonly value: number;
}

function strengthBefore(signs: readonly WordSign[], at: number): number {
  let factor = 1;
  for (let i = Math.max(0, at - STRENGTH_REACH); i < at; i += 1) factor *= STRENGTH.get((signs[i] as WordSign).token.lower) ?? 1;
  return factor;
}

/** The polar words that a negator turns: the first after it and what an "or" joins to that; where none follows, the last before it. */
function negatedBy(signs: readonly WordSign[], at: number): readonly WordSign[] {
  const reach = signs.slice(at + 1, at + 1 + NEGATION_REACH);
  const end = reach.findIndex(({ token }) => token.kind === 'mark' || NEGATION_ENDS.has(token.lower));
  const near = end < 0 ? reach : reach.slice(0, end);
  const found = near.findIndex(({ valence }) => valence !== 0);
  if (found >= 0) return near.slice(found).filter(({ valence }) => valence !== 0).filter((_, i, all) => (i === 0 || /^(n?or|by|the)$/.test(near[near.indexOf(all[i] as WordSign) - 1]?.token.lower ?? '')));
  if (signs[at + 1 + near.length]?.token.kind === 'number') return [];
  return signs.slice(Math.max(0, at - 3), at).filter(({ valence }) => valence > 0).slice(-1);
}

/** Neither this nor that: what both say of one side turns, what they say of two sides is nothing. */
function negatePair(signs: readonly WordSign[], at: number): void {
  const polar = signs.slice(at + 1).filter(({ valence }) => valence !== 0);
  const oneSided = polar.every(({ valence }) => Math.sign(valence) === Math.sign(polar[0]?.valence ?? 0));
  for (const sign of polar) sign.valence *= oneSided ? -NEGATED_FACTOR : 0;
}

const negates = (signs: readonly WordSign[], at: number): boolean => {
  const { token: { lower }, inPhrase } = signs[at] as WordSign;
  return !inPhrase && NEGATORS.has(lower) && (!NEED_TO.has(lower) || signs[at + 1]?.token.lower === 'to');
};

/** Turns what is negated; what fails to be good is bad, and says more than that it is not good. */
function negate(signs: readonly WordSign[]): void {
  const pair = signs.findIndex(({ token }) => token.lower === 'neither');
  if (pair >= 0) return negatePair(signs, pair);
  for (const [at, own] of signs.entries()) {
    if (!negates(signs, at)) continue;
    const polar = negatedBy(signs, at);
    if (polar.length === 0) continue;
    for (const sign of polar) sign.valence *= -NEGATED_FACTOR;
    const turned = polar.reduce((sum, { valence }) => sum + valence, 0);
    own.valence = FAILING.has(own.token.lower) && turned < 0 ? -1 : 0;
    for (const sign of signs.slice(0, at)) if (sign.valence * turned < 0) sign.valence *= BEFORE_BUT_FACTOR;
  }
}

function clauseValue(signs: readonly WordSign[]): number {
  negate(signs);
  return signs.reduce((sum, { valence }, at) => sum + valence * (valence === 0 ? 1 : strengthBefore(signs, at)), 0);
}

/** "May" the month is no "may". */
const isHedge = ({ token, inPhrase }: WordSign, at: number, all: readonly WordSign[]): boolean =>
  !inPhrase && HEDGES.has(token.lower) && (token.lower !== 'were' || at === 0) && !(token.text === 'May' && at > 0 && /^(in|of|since|until|by|early|late|mid|this|last|next)$/.test(all[at - 1]?.token.lower ?? ''));

/** A sentence in parts, each with the share of its word that counts. */
function clausesOf(signs: readonly WordSign[]): { readonly signs: WordSign[]; readonly factor: number }[] {
  const parts: { signs: WordSign[]; factor: number }[] = [{ signs: [], factor: 1 }];
  let conceding = false;
  for (const sign of signs) {
    const { lower } = sign.token;
    const turn = BUT.has(lower) && !(lower === 'yet' && parts.at(-1)?.signs.at(-1)?.token.lower === 'not') && (parts.at(-1)?.signs.length ?? 0) > 0;
    if (turn) for (const part of parts) part.factor *= BEFORE_BUT_FACTOR;
    const concedes = CONCEDING.has(lower) && !/^(brush|brushes|brushed|put|puts|push|pushes|cast|casts|set|sets)$/.test(parts.at(-1)?.signs.at(-1)?.token.lower ?? '');
    if (turn || concedes || lower === ',' || lower === ':' || lower === 'while') parts.push({ signs: [], factor: concedes ? CONCEDED_FACTOR : 1 });
    if (lower === 'aside' && concedes) for (const part of parts.slice(0, -1)) part.factor *= CONCEDED_FACTOR;
    conceding = concedes;
    parts.at(-1)?.signs.push(sign);
  }
  return conceding ? parts.slice(0, -1) : parts;
}

function sentencesOf(signs: readonly WordSign[]): WordSign[][] {
  const found: WordSign[][] = [[]];
  for (const sign of signs) {
    found.at(-1)?.push(sign);
    if (/^[.!?;…]$/.test(sign.token.lower)) found.push([]);
  }
  return found.filter((sentence) => sentence.length > 0);
}

function sentenceFactor(signs: readonly WordSign[]): (value: number) => number {
  if (signs.at(-1)?.token.lower === '?') return (value) => value * (signs[0]?.token.lower === 'why' ? WHY_FACTOR : QUESTION_FACTOR);
  if (signs.some(({ token, inPhrase }) => !inPhrase && INFORMS.has(token.lower))) return (value) => value * INFORM_FACTOR;
  const warns = signs.some(({ forms }) => isOneOf(forms, WARNERS));
  return signs.some(isHedge) ? (value) => (warns && value < 0 ? value : value * HEDGE_FACTOR) : (value) => value;
}

/** The parts of a text and what each says. Example: "Bitcoin rises, ether falls" has two, of 1 and −2. */
export function scoreClauses(text: string): ScoredClause[] {
  const signs = wordSigns(tokenizeText(text));
  turnIronicPraise(signs);
  return sentencesOf(signs).flatMap((sentence) => {
    const factor = sentenceFactor(sentence);
    return clausesOf(sentence).map((clause) => ({ tokens: clause.signs.map(({ token }) => token), value: factor(clause.factor * clauseValue(clause.signs)) }));
  });
}

/** A sum of valences on the scale from −1 to 1 (after Hutto and Gilbert, VADER, 2014): v ÷ √(v² + 6). Example: 2 is 0.63. */
export function toPolarity(value: number): number {
  return value / Math.sqrt(value * value + POLARITY_SOFTNESS);
}

/**
 * Polarity of a text by rules, −1 to 1; 0 where nothing in it is known to say anything.
 * Example: "Bitcoin did not fall" is positive, "Will bitcoin crash?" near 0.
 */
export function textPolarity(text: string): number {
  return toPolarity(scoreClauses(text).reduce((sum, { value }) => sum + value, 0));
}

/** −1, 0 or 1. Example: 0.1 is 0. */
export function polaritySign(polarity: number): -1 | 0 | 1 {
  return polarity >= POLAR_FROM ? 1 : polarity <= -POLAR_FROM ? -1 : 0;
}
