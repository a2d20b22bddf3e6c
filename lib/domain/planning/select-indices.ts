import { overlapOf } from './overlap';
import { ASKED_FOR_TAGS, OVERLAP_LIMIT, SECTOR_INDICES, SECTOR_INDICES_MAXIMUM, TIERS, type AskedForTag, type Tier, type TierSplit } from './rules';
import type { Catalogue, CatalogueIndex } from './types';
import { percentText } from './words';

const ROUNDING = 1e-9;
/** The fewest indices that can hold a weight at a maximum each; a rounding error does not ask for one more. */
const countFor = (weight: number, maximum: number): number => Math.max(1, Math.ceil(weight / maximum - ROUNDING));

export interface Limits {
  /** Most that one index may hold of crypto; 1 where lifted. */
  readonly indexMaximum: number;
  /** Most that the sector indices may hold together; 1 where lifted. */
  readonly sectorMaximum: number;
  /** Fewest indices of the whole plan; 0 where lifted. */
  readonly minimumCount: number;
}

export interface Selection {
  /** Weights are shares of crypto; in the order of tiers, then of Rulebook section 4. */
  readonly chosen: readonly { readonly index: CatalogueIndex; readonly weight: number }[];
  readonly passedOver: readonly { readonly slug: string; readonly reason: string }[];
}

/** Whether an index is one of a single sector (Rule 7.6). */
export function isSectorIndex(slug: string): boolean {
  return (SECTOR_INDICES as readonly string[]).includes(slug);
}

/** A tier's live indices in the order of Rulebook section 4, without those that come only when asked for. */
export function offeredIndices(catalogue: Catalogue, tier: Tier, include: readonly AskedForTag[]): CatalogueIndex[] {
  const unasked = ASKED_FOR_TAGS.filter((tag) => !include.includes(tag));
  return catalogue.indices
    .filter((index) => index.tier === tier && index.status === 'live' && !unasked.some((tag) => index.tags.includes(tag)))
    .sort((a, b) => a.order - b.order || (a.slug < b.slug ? -1 : 1));
}

interface Wish {
  readonly tier: Tier;
  readonly weight: number;
  readonly count: number;
  readonly offered: readonly CatalogueIndex[];
  /** The user's own choice: taken whole, whatever overlaps. */
  readonly own: boolean;
}

function wishes(split: TierSplit, catalogue: Catalogue, include: readonly AskedForTag[], own: readonly string[], limits: Limits): Wish[] {
  const list = TIERS.filter((tier) => split[tier] > ROUNDING).map((tier): Wish => {
    const chosen = catalogue.indices.filter((index) => index.tier === tier && index.status === 'live' && own.includes(index.slug)).sort((a, b) => a.order - b.order);
    const offered = chosen.length > 0 ? chosen : offeredIndices(catalogue, tier, include);
    const count = chosen.length > 0 ? chosen.length : Math.min(offered.length, countFor(split[tier], limits.indexMaximum));
    return { tier, weight: split[tier], count, offered, own: chosen.length > 0 };
  });
  return topUp(list, limits.minimumCount);
}

/** Adds an index to the tier with the most weight for each, until the plan has its fewest or nothing is left to add. */
function topUp(list: Wish[], minimum: number): Wish[] {
  const total = list.reduce((sum, wish) => sum + wish.count, 0);
  const open = list.filter((wish) => !wish.own && wish.count < wish.offered.length);
  const next = open.sort((a, b) => b.weight / b.count - a.weight / a.count)[0];
  if (total >= minimum || next === undefined) return list;
  return topUp(list.map((wish) => (wish === next ? { ...wish, count: wish.count + 1 } : wish)), minimum);
}

/** Takes a tier's indices in order, passing over what is too alike or would break the sector limit while another can stand in. */
function takeFrom(wish: Wish, before: readonly CatalogueIndex[], sectorUsed: number, limits: Limits): Selection {
  if (wish.own) return { chosen: wish.offered.map((index) => ({ index, weight: 0 })), passedOver: [] };
  const taken: CatalogueIndex[] = [];
  const alike: { index: CatalogueIndex; reason: string }[] = [];
  const each = wish.weight / wish.count;
  const passedOver: { slug: string; reason: string }[] = [];
  for (const index of wish.offered) {
    if (taken.length >= wish.count) break;
    const sectors = sectorUsed + each * (taken.filter((other) => isSectorIndex(other.slug)).length + 1);
    const twin = [...before, ...taken].find((other) => overlapOf(other, index) > OVERLAP_LIMIT);
    if (isSectorIndex(index.slug) && sectors > limits.sectorMaximum + ROUNDING) {
      passedOver.push({ slug: index.slug, reason: `${index.name} would take the sector indices above ${percentText(SECTOR_INDICES_MAXIMUM)} of crypto` });
    } else if (twin) {
      alike.push({ index, reason: `${index.name} overlaps ${twin.name} by ${percentText(overlapOf(twin, index), 0)}, above ${percentText(OVERLAP_LIMIT)}` });
    } else taken.push(index);
  }
  const standIns = alike.slice(0, wish.count - taken.length).map(({ index }) => index);
  const left = alike.slice(standIns.length).map(({ index, reason }) => ({ slug: index.slug, reason }));
  const chosen = [...taken, ...standIns].sort((a, b) => a.order - b.order);
  return { chosen: chosen.map((index) => ({ index, weight: 0 })), passedOver: [...passedOver, ...left] };
}

/** Equal parts of the tier's weight, none above the maximum; sector indices are scaled down to what their limit leaves. */
function weigh(indices: readonly CatalogueIndex[], weight: number, sectorUsed: number, limits: Limits): Selection['chosen'] {
  const each = Math.min(weight / indices.length, limits.indexMaximum);
  const sectors = indices.filter((index) => isSectorIndex(index.slug)).length;
  const room = Math.max(0, limits.sectorMaximum - sectorUsed);
  const sectorEach = sectors * each > room + ROUNDING ? room / sectors : each;
  return indices.map((index) => ({ index, weight: isSectorIndex(index.slug) ? sectorEach : each }));
}

/**
 * Rule 7.6: the indices of each tier, in the order of Rulebook section 4 and equally, as many as the index limit needs and at least
 * one, never a waiting one. What no index may hold stays cash: the weights then sum to less than 1. Example: 40/30/30 takes 2, 1 and 1.
 */
export function selectIndices(
  split: TierSplit,
  catalogue: Catalogue,
  wanted: { include: readonly AskedForTag[]; indices: readonly string[] },
  limits: Limits,
): Selection {
  let chosen: Selection['chosen'] = [];
  let passedOver: Selection['passedOver'] = [];
  for (const wish of wishes(split, catalogue, wanted.include, wanted.indices, limits)) {
    const sectorUsed = chosen.filter(({ index }) => isSectorIndex(index.slug)).reduce((total, { weight }) => total + weight, 0);
    const taken = takeFrom(wish, chosen.map(({ index }) => index), sectorUsed, limits);
    chosen = [...chosen, ...weigh(taken.chosen.map(({ index }) => index), wish.weight, sectorUsed, limits)];
    passedOver = [...passedOver, ...taken.passedOver];
  }
  return { chosen, passedOver };
}
