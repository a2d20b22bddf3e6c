import { BASELINE_WORDS } from '@/lib/domain/scores/forecast/gate';
import { formatNumber, MINUS } from '@/lib/format/number';
import type { MODEL_BASELINES, MODEL_MEMBERS } from '@/lib/schemas/api/model';

export type Baseline = (typeof MODEL_BASELINES)[number];
export type Member = (typeof MODEL_MEMBERS)[number] | 'ridge';

export const BASELINE_NAMES: Readonly<Record<Baseline, string>> = BASELINE_WORDS;
/** The same as names of columns and lines. */
export const BASELINE_TITLES: Readonly<Record<Baseline, string>> = { momentum: '30-day momentum', size: 'Size, smaller first', ridge: 'Ridge regression' };
export const MEMBER_NAMES: Readonly<Record<Member, string>> = { boosting: 'Boosted trees', forest: 'Random forest', gru: 'Recurrent net', ridge: 'Ridge regression' };
/** The usual limit: one time in twenty chance goes beyond it. */
export const CHANCE_T = 2;
const REGIME_NAMES: Readonly<Record<string, string>> = { trending: 'Trending', ranging: 'Ranging', neutral: 'Neutral', volatileBear: 'Volatile bear' };

/** A rank correlation, as published studies write it. Example: 0.0184 is “0.018”. */
export const formatIc = (value: number, sign = false): string => formatNumber(value, { digits: 3, sign });
export const formatT = (value: number): string => formatNumber(value, { digits: 1 });
/** What a t says, for those who know none: beyond 2 either way chance alone would rarely bring it. Example: 0.9 is “within what chance brings (t 0.9)”. */
export const chanceWords = (t: number): string => `${Math.abs(t) < CHANCE_T ? 'within what chance brings' : 'more than chance brings'} (t\u00a0${formatT(t)})`;
export const regimeName = (regime: string): string => REGIME_NAMES[regime] ?? regime;

/** The proof in one sentence with its figures, and what follows for the indices: what the gate was decided by, with a true minus. */
export const gateWords = (reason: string): string => reason.replace(/-(?=\d)/g, MINUS);

/** Per cent as it is written everywhere: a thin space that never breaks. */
export const percentSigns = (words: string): string => words.replace(/(\d) %/g, '$1\u202f%');
