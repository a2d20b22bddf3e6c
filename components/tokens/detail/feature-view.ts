import type { TokenLens } from '@/lib/schemas/token-view';

/** Lenses with a grade stand before those without, each in their own order. */
export function gradedFirst<T extends Pick<TokenLens, 'grade'>>(lenses: readonly T[]): T[] {
  return [...lenses.filter((lens) => lens.grade !== null), ...lenses.filter((lens) => lens.grade === null)];
}
