import { dec } from '@/lib/domain/foundation/decimal';
import { mean } from '@/lib/domain/foundation/statistics';
import { assessIncome } from '@/lib/domain/income/required-yield';
import { SUSTAINABLE_YIELD } from '@/lib/domain/income/rules';
import { yearsUntilSpent } from '@/lib/domain/income/years-until-spent';
import { driftedWeights } from '@/lib/domain/performance/drifted-weights';
import { hitRateOf, neededCorrelation } from '@/lib/domain/performance/hit-rate';
import { compound } from '@/lib/domain/performance/returns';
import { compoundTo } from '@/lib/domain/projection/compounding';
import { neededReturn, type Saving } from '@/lib/domain/projection/needed-return';
import { formatNumber } from '@/lib/format/number';
import { formatPercent } from '@/lib/format/percent';
import type { ClaimField, ClaimNumbers } from '@/lib/schemas/claim-check';
import { pct, usd } from '../rulebook/figures';

/** What a claim comes to: the right number, what was said beside it, and why. */
export interface ClaimAnswer {
  readonly right: string;
  readonly said: string;
  readonly why: string;
}

const MOVES = ['moveA', 'moveB', 'moveC', 'moveD'] as const;
/** What guides print for the four moves of Rule 12, to be shown while they stand there. */
const PUBLISHED = { moves: '0.5/1/2/0', weights: '19/32/48/1' } as const;

const dollars = (value: number): string => usd(Math.round(value));
const tenth = (fraction: number): string => pct(Number(fraction.toFixed(3)));
const short = (fraction: number): string => formatNumber(fraction * 100, { digits: 1 }).replace(/\.0$/, '');

/** All the named numbers, or null where one of them cannot be read. */
function all(numbers: ClaimNumbers, fields: readonly ClaimField[]): number[] | null {
  const found = fields.map((field) => numbers[field]);
  return found.every((value): value is number => value !== null) ? found : null;
}

/** Four equal parts after their moves; null while a move cannot be read. */
export function driftOf(numbers: ClaimNumbers): number[] | null {
  const moves = all(numbers, MOVES);
  return moves && driftedWeights(MOVES.map(() => 1 / MOVES.length), moves);
}

function driftAnswer(numbers: ClaimNumbers): ClaimAnswer | null {
  const weights = driftOf(numbers);
  if (weights === null || weights.some((weight) => Number.isNaN(weight))) return null;
  const published = all(numbers, MOVES)?.join('/') === PUBLISHED.moves;
  const total = all(numbers, MOVES)?.reduce((sum, move) => sum + 1 + move, 0) ?? 0;
  return {
    right: `${weights.map(short).join('/')}\u202f%`,
    said: published ? `${PUBLISHED.weights}\u202f%` : '',
    why: `Each part of $25 becomes $25 × (1 + its move); together $100 became ${usd(Number((25 * total).toFixed(2)))}. A weight is the part divided by that total.`,
  };
}

function sumWords(saving: Saving, annualReturn: number, said: number): ClaimAnswer {
  const { value, contributed, gain } = compoundTo({ ...saving, annualReturn });
  const right = value.toNumber();
  const rate = neededReturn(saving, dec(said));
  const needed = rate.ok ? `${usd(said)} would take ${tenth(rate.value)} a year` : `no yearly return makes ${usd(said)} of it`;
  const parted = gain.isNegative() ? `a loss of ${dollars(-gain.toNumber())}` : `${dollars(gain.toNumber())} of it is gain`;
  return { right: dollars(right), said: usd(said), why: `${dollars(contributed.toNumber())} is put in, ${parted}. For the claim, ${needed}.` };
}

function grownAnswer(numbers: ClaimNumbers): ClaimAnswer | null {
  const [initial, rate, years, said] = all(numbers, ['grown', 'grownRate', 'grownYears', 'grownSaid']) ?? [];
  if (initial === undefined || rate === undefined || years === undefined || said === undefined) return null;
  return sumWords({ initial: dec(initial), monthly: dec(0), years }, rate, said);
}

function savedAnswer(numbers: ClaimNumbers): ClaimAnswer | null {
  const [initial, monthly, rate, years, said] = all(numbers, ['start', 'monthly', 'savedRate', 'savedYears', 'savedSaid']) ?? [];
  if (initial === undefined || monthly === undefined || rate === undefined || years === undefined || said === undefined) return null;
  return sumWords({ initial: dec(initial), monthly: dec(monthly), years }, rate, said);
}

function incomeAnswer(numbers: ClaimNumbers): ClaimAnswer | null {
  const [capital, income, realReturn] = all(numbers, ['capital', 'income', 'realReturn']) ?? [];
  if (capital === undefined || income === undefined || realReturn === undefined) return null;
  const { requiredYield, sustainable, withdrawal, withdrawalRate } = assessIncome({ capital: dec(capital), annualIncome: dec(income) });
  const lasts = yearsUntilSpent(capital, income, realReturn);
  const end = lasts === Infinity ? `At ${pct(realReturn)} a year it is never used up.` : `At ${pct(realReturn)} a year it is used up after ${formatNumber(lasts, { digits: 1 })} years.`;
  return {
    right: `${tenth(requiredYield ?? Number.NaN)} a year`,
    said: sustainable ? '' : 'lasting',
    why: `${sustainable ? 'At or below' : 'Above'} ${pct(SUSTAINABLE_YIELD)}, so ${sustainable ? 'it can last' : 'not sustainable'} (Rule 9.3). ${end} ${pct(withdrawalRate)} of ${usd(capital)} is ${dollars(withdrawal.toNumber())} a year; ${usd(income)} at ${pct(withdrawalRate)} takes ${dollars(income / withdrawalRate)}.`,
  };
}

function averageAnswer(numbers: ClaimNumbers): ClaimAnswer | null {
  const years = all(numbers, ['firstYear', 'secondYear']);
  const said = numbers.averageSaid;
  if (years === null || said === null) return null;
  const total = compound(years);
  const yearly = (1 + total) ** (1 / years.length) - 1;
  return {
    right: `${tenth(yearly)} a year`,
    said: `${tenth(said)} a year`,
    why: `$100 becomes ${usd(Number((100 * (1 + (years[0] ?? 0))).toFixed(2)))}, then ${usd(Number((100 * (1 + total)).toFixed(2)))}: ${tenth(total)} in all. The average of the two years, ${tenth(mean(years))}, is a return that nobody had.`,
  };
}

function rightAnswer(numbers: ClaimNumbers): ClaimAnswer | null {
  const [said, correlation] = all(numbers, ['rightSaid', 'correlation']) ?? [];
  if (said === undefined || correlation === undefined) return null;
  return {
    right: `${formatPercent(hitRateOf(correlation))} of the time`,
    said: `${tenth(said)} of the time`,
    why: `That is what a correlation of ${formatNumber(correlation, { digits: 2 })} between forecast and outcome comes to; published studies of crypto reach 0.03 to 0.05. Right ${tenth(said)} of the time needs ${formatNumber(neededCorrelation(said), { digits: 2 })} (both jointly normal: ½ + arcsin(ρ) ÷ π).`,
  };
}

/** One calculator: what is claimed, the fields that change it, and how it is answered. */
export interface Claim {
  readonly id: string;
  readonly title: string;
  readonly claim: string;
  readonly fields: readonly { readonly name: ClaimField; readonly label: string; readonly unit: '$' | '%' | 'years' | '' }[];
  readonly answer: (numbers: ClaimNumbers) => ClaimAnswer | null;
}

export const CLAIMS: readonly Claim[] = [
  {
    id: 'drift', title: 'What is left of equal weights', claim: 'Four equal parts rise by 50, 100, 200 and 0\u202f%: guides print 19/32/48/1.', answer: driftAnswer,
    fields: [{ name: 'moveA', label: 'First moves by', unit: '%' }, { name: 'moveB', label: 'Second', unit: '%' }, { name: 'moveC', label: 'Third', unit: '%' }, { name: 'moveD', label: 'Fourth', unit: '%' }],
  },
  {
    id: 'growth', title: 'A sum left alone', claim: '$10,000 at 40\u202f% a year for 7 years is said to be $150,000.', answer: grownAnswer,
    fields: [{ name: 'grown', label: 'Put in once', unit: '$' }, { name: 'grownRate', label: 'Return a year', unit: '%' }, { name: 'grownYears', label: 'For', unit: 'years' }, { name: 'grownSaid', label: 'Said to become', unit: '$' }],
  },
  {
    id: 'saving', title: 'A sum every month', claim: '$5,000 and $500 a month at 50\u202f% a year for 10 years is said to be $972,000.', answer: savedAnswer,
    fields: [{ name: 'start', label: 'Put in at the start', unit: '$' }, { name: 'monthly', label: 'At each month’s end', unit: '$' }, { name: 'savedRate', label: 'Return a year', unit: '%' }, { name: 'savedYears', label: 'For', unit: 'years' }, { name: 'savedSaid', label: 'Said to become', unit: '$' }],
  },
  {
    id: 'income', title: 'A lasting income', claim: '$750,000 is said to pay $100,000 a year for ever.', answer: incomeAnswer,
    fields: [{ name: 'capital', label: 'Capital', unit: '$' }, { name: 'income', label: 'Income a year', unit: '$' }, { name: 'realReturn', label: 'It earns a year', unit: '%' }],
  },
  {
    id: 'average', title: 'A good year and a bad one', claim: 'A year at +100\u202f% and one at −50\u202f% are said to make 25\u202f% a year.', answer: averageAnswer,
    fields: [{ name: 'firstYear', label: 'First year', unit: '%' }, { name: 'secondYear', label: 'Second year', unit: '%' }, { name: 'averageSaid', label: 'Said to make, a year', unit: '%' }],
  },
  {
    id: 'right', title: 'How often a signal is right', claim: 'A signal is said to be right 73\u202f% of the time.', answer: rightAnswer,
    fields: [{ name: 'rightSaid', label: 'Said to be right', unit: '%' }, { name: 'correlation', label: 'Correlation it has', unit: '' }],
  },
];
