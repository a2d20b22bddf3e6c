import { LENS_NAMES, type Lens } from '@/lib/domain/features/lens';
import { FEATURES } from '@/lib/domain/features/registry';
import { BASELINE_WORDS } from '@/lib/domain/scores/forecast/gate';
import { formatNumber, MINUS } from '@/lib/format/number';
import type { MODEL_BASELINES, MODEL_MEMBERS } from '@/lib/schemas/api/model';

export type Baseline = (typeof MODEL_BASELINES)[number];
export type Member = (typeof MODEL_MEMBERS)[number] | 'ridge';

export const BASELINE_NAMES: Readonly<Record<Baseline, string>> = BASELINE_WORDS;
/** The same as names of columns and lines. */
export const BASELINE_TITLES: Readonly<Record<Baseline, string>> = { momentum: '30-day momentum', size: 'Size, smaller first', ridge: 'Ridge regression' };
export const MEMBER_NAMES: Readonly<Record<Member, string>> = { boosting: 'Boosted trees', forest: 'Random forest', gru: 'Recurrent net', ridge: 'Ridge regression' };
const REGIME_NAMES: Readonly<Record<string, string>> = { trending: 'Trending', ranging: 'Ranging', neutral: 'Neutral', volatileBear: 'Volatile bear' };

/** A rank correlation, as published studies write it. Example: 0.0184 is “0.018”. */
export const formatIc = (value: number, sign = false): string => formatNumber(value, { digits: 3, sign });
export const formatT = (value: number): string => formatNumber(value, { digits: 1 });
export const regimeName = (regime: string): string => REGIME_NAMES[regime] ?? regime;

const declared = new Map(FEATURES.map((feature) => [feature.code, feature]));

/** Name and lens of a feature; one that is no longer declared keeps its code. */
export function featureWords(code: string, lens: string): { readonly name: string; readonly lens: string } {
  return { name: declared.get(code)?.name ?? code, lens: LENS_NAMES[lens as Lens] ?? lens };
}


/** The proof in one sentence with its figures, and what follows for the indices: what the gate was decided by, with a true minus. */
export const gateWords = (reason: string): string => reason.replace(/-(?=\d)/g, MINUS);
