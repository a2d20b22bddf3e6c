/**
 * Years until capital is used up by a yearly income taken at each year's end while the rest earns `realReturn` a year (fractions;
 * income in the same money as capital): −ln(1 − C·r ÷ I) ÷ ln(1 + r), C ÷ I without a return. Infinity where the return pays the
 * income for ever, NaN without capital or income (Rule 9.3). Example: 750,000 paying 100,000 a year at 0.07 lasts 11.0 years.
 */
export function yearsUntilSpent(capital: number, income: number, realReturn: number): number {
  if (!(capital > 0) || !(income > 0) || !(realReturn > -1)) return Number.NaN;
  if (realReturn === 0) return capital / income;
  const earned = (capital * realReturn) / income;
  return earned >= 1 ? Infinity : -Math.log1p(-earned) / Math.log1p(realReturn);
}
