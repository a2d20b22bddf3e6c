import 'server-only';
import { dec, decText } from '@/lib/domain/foundation/decimal';
import { assessIncome } from '@/lib/domain/income/required-yield';
import { blendedYield, screenSource, type IncomeSource } from '@/lib/domain/income/screening';

export interface IncomeBody {
  readonly capital: string;
  readonly annualIncome?: string | undefined;
  readonly withdrawalRate?: number | undefined;
  readonly sources: readonly (Omit<IncomeSource, 'tvlUsd'> & { readonly tvl: string })[];
}

export function calculateIncome(body: IncomeBody) {
  const sources = body.sources.map(({ tvl, ...source }): IncomeSource => ({ ...source, tvlUsd: Number(tvl) }));
  const { requiredYield, sustainable, withdrawalRate, withdrawal } = assessIncome({
    capital: dec(body.capital),
    annualIncome: body.annualIncome === undefined ? undefined : dec(body.annualIncome),
    withdrawalRate: body.withdrawalRate,
  });
  return {
    ...(requiredYield === null ? {} : { requiredYield }),
    sustainable,
    withdrawalRate,
    withdrawal: decText(withdrawal),
    blended: blendedYield(sources),
    sources: sources.map(screenSource),
  };
}
