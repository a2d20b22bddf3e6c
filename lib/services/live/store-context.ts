import 'server-only';
import type { InSameTransaction } from '@/lib/data/live-lock';
import type { RefusedAnswerText } from '@/lib/data/refused-answers';
import type { Refusal, Taken } from '@/lib/providers/live-port';

/** Where to store, and what the caller adds to the transaction, e.g. that its task is done. `also` may run more than once: only its last run stands. */
export interface StoreContext {
  readonly datasetId: number;
  readonly also?: InSameTransaction;
}

/** Rows that were taken, and what was not: by the source's connector and by us. */
export interface Stored {
  readonly stored: number;
  readonly refused: number;
}

/** A row that we refuse, in the source's own words. */
export function refusal(subject: string, about: string, reason: string, row: unknown): Refusal {
  return { subject, about, reason, raw: JSON.stringify(row).slice(0, 500) };
}

/** An answer that can be read and yet tells nothing, not even what it refuses: said once, so that silence has a name. */
export function nothingTold({ rows, refused }: Taken<unknown>): Refusal[] {
  return rows.length + refused.length > 0 ? [] : [{ subject: '', about: '', reason: 'told nothing of what was asked for', raw: '' }];
}

export const asRefused = (endpoint: string, refusals: readonly Refusal[]): RefusedAnswerText[] => refusals.map((one) => ({ endpoint, ...one }));

/** Groups rows that claim to be about the same thing. */
export function byKey<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

/**
 * One row per key: of equal rows the first, of rows that differ none, since nothing says which one is right. What goes is refused, so that the
 * order of an answer decides nothing.
 */
export function withoutDuplicates<T extends object>(rows: readonly T[], key: (row: T) => string, name: (row: T) => readonly [subject: string, about: string]): { readonly rows: T[]; readonly refused: Refusal[] } {
  const kept: T[] = [];
  const refused: Refusal[] = [];
  for (const group of byKey(rows, key).values()) {
    const first = group[0] as T;
    const text = JSON.stringify(first);
    const same = group.every((row) => JSON.stringify(row) === text);
    if (same) kept.push(first);
    if (group.length > 1) refused.push(refusal(...name(first), same ? 'said twice in one answer; one was kept' : 'the answer contradicts itself: two different rows', group.slice(0, 2)));
  }
  return { rows: kept, refused };
}
