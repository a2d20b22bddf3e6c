import { DataTable } from '@/components/ui/data-table';
import { dec } from '@/lib/domain/foundation/decimal';
import { assessIncome } from '@/lib/domain/income/required-yield';
import { SUSTAINABLE_YIELD } from '@/lib/domain/income/rules';
import { driftedWeights } from '@/lib/domain/performance/drifted-weights';
import { hitRateOf, neededCorrelation } from '@/lib/domain/performance/hit-rate';
import { compound } from '@/lib/domain/performance/returns';
import { compoundTo } from '@/lib/domain/projection/compounding';
import { pct, usd } from './figures';

interface Claim {
  readonly claim: string;
  readonly said: string;
  readonly right: string;
}

const grown = (initial: number, monthly: number, annualReturn: number, years: number): string =>
  usd(Math.round(compoundTo({ initial: dec(initial), monthly: dec(monthly), annualReturn, years }).value.toNumber()));

/** Weights after equal parts have moved by these returns. */
const equalParts = (returns: readonly number[]): string =>
  driftedWeights(returns.map(() => 1 / returns.length), returns).map((weight) => (weight * 100).toFixed(1).replace('.0', '')).join('/');

/** Computed here and now by the product's own functions. */
export const CLAIMS: readonly Claim[] = [
  { claim: 'Equal weights after +50, +100, +200 and 0 %', said: '19/32/48/1', right: `${equalParts([0.5, 1, 2, 0])} %` },
  { claim: '$10,000 at 40 % a year for 7 years', said: '$150,000', right: grown(10_000, 0, 0.4, 7) },
  { claim: '$5,000 and $500 a month at 50 % a year for 10 years', said: '$972,000', right: grown(5_000, 500, 0.5, 10) },
  { claim: 'A lasting $100,000 a year from $750,000', said: 'possible', right: `needs ${pct(Number((assessIncome({ capital: dec(750_000), annualIncome: dec(100_000) }).requiredYield ?? Number.NaN).toFixed(3)))}, above ${pct(SUSTAINABLE_YIELD)}: not sustainable` },
  { claim: 'A year at +100 % and one at −50 %', said: '25 % a year', right: pct(compound([1, -0.5])) },
  { claim: 'A signal that is right 73 % of the time', said: 'usual', right: `would need a correlation of ${neededCorrelation(0.73).toFixed(2)}; a good one, 0.05, is right ${pct(Number(hitRateOf(0.05).toFixed(3)))} of the time` },
];

export function ClaimsTable() {
  return (
    <DataTable
      caption="Claims with the right numbers"
      className="pair"
      rows={CLAIMS}
      rowKey={(row) => row.claim}
      columns={[
        { key: 'claim', head: 'Claim', rowHead: true, cell: (row) => row.claim },
        { key: 'said', head: 'Often said', cell: (row) => <span className="muted"><span className="phone-only text-xs">Often said</span>{row.said}</span> },
        { key: 'right', head: 'Right', wrap: true, cell: (row) => <><span className="phone-only text-xs text-ink-3">Right</span><b className="font-semibold">{row.right}</b></> },
      ]}
    />
  );
}
