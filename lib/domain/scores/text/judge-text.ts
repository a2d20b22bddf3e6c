import { assetsNamed } from './named-assets';
import type { NameIndex } from './name-index';
import { sketchOf } from './min-hash';
import { narrativesOf, type Narrative } from './narratives';
import { scoreClauses, toPolarity, type ScoredClause } from './polarity';
import { BODY_NAME_WEIGHT, BODY_SHARE, BODY_WORDS } from './rules';
import { tokenizeText, type TextToken } from './tokenize';

/** A headline or post. */
export interface PlainText {
  readonly title: string;
  /** Empty where there is none, or it is not known. */
  readonly body: string;
}

/** What a text says of one asset: polarity −1 to 1 (null where the text could not be judged), weight 0 to 1. */
export interface Mention {
  readonly assetId: string;
  readonly polarity: number | null;
  readonly weight: number;
}

export interface JudgedText {
  readonly polarity: number | null;
  readonly narratives: readonly Narrative[];
  readonly mentions: readonly Mention[];
  readonly sketch: Uint8Array | null;
}

const sumOf = (clauses: readonly ScoredClause[]): number => clauses.reduce((sum, { value }) => sum + value, 0);

function blend(title: number, body: string): number {
  return body === '' ? title : (1 - BODY_SHARE) * title + BODY_SHARE * toPolarity(sumOf(scoreClauses(body)));
}

const firstWords = (body: string): string => body.split(/\s+/).filter(Boolean).slice(0, BODY_WORDS).join(' ');

/** What the parts say that name an asset, or nobody; the whole where one asset alone is named. */
function ownPolarity(clauses: readonly ScoredClause[], index: NameIndex, assetId: string, body: string): number {
  const named = clauses.map(({ tokens }) => assetsNamed(tokens, index).map((one) => one.assetId));
  const others = named.some((ids) => ids.length > 0 && !ids.includes(assetId));
  const own = named.some((ids) => ids.includes(assetId));
  const parts = others && own ? clauses.filter((_, i) => named[i]?.length === 0 || named[i]?.includes(assetId)) : clauses;
  return blend(toPolarity(sumOf(parts)), body);
}

/**
 * Judges one text: polarity by rules, or the given one of a model; what it is about; which assets it names and what it says of each; the sketch by which copies
 * are told. `readable` is whether its language is one that was judged: else polarities are null. An asset among n named has the weight 1/√n.
 * Example: "Bitcoin rises, ether falls" says 0.38 of Bitcoin and −0.63 of Ethereum.
 */
export function judgeText(text: PlainText, index: NameIndex, readable: boolean, given: number | null = null): JudgedText {
  const body = firstWords(text.body);
  const title = tokenizeText(text.title);
  const clauses = scoreClauses(text.title);
  const inTitle = assetsNamed(title, index).map(({ assetId }) => assetId);
  const inBody = assetsNamed(tokenizeText(body), index).map(({ assetId }) => assetId).filter((assetId) => !inTitle.includes(assetId));
  const share = 1 / Math.sqrt(Math.max(1, inTitle.length + inBody.length));
  const polarity = readable ? (given ?? blend(toPolarity(sumOf(clauses)), body)) : null;
  const saidOf = (assetId: string): number | null => (polarity === null || given !== null ? polarity : ownPolarity(clauses, index, assetId, body));
  const all: TextToken[] = body === '' ? title : [...title, ...tokenizeText(body)];
  return {
    polarity,
    narratives: narrativesOf(title),
    mentions: [...inTitle.map((assetId) => ({ assetId, polarity: saidOf(assetId), weight: share })), ...inBody.map((assetId) => ({ assetId, polarity: saidOf(assetId), weight: share * BODY_NAME_WEIGHT }))],
    sketch: sketchOf(all),
  };
}
