/** Fields of the claim checker with the claims of Rule 12 in them: what is often said, to be changed at will. Percent as people write it. */
export const CLAIM_DEFAULTS = {
  moveA: '50', moveB: '100', moveC: '200', moveD: '0',
  grown: '10,000', grownRate: '40', grownYears: '7', grownSaid: '150,000',
  start: '5,000', monthly: '500', savedRate: '50', savedYears: '10', savedSaid: '972,000',
  capital: '750,000', income: '100,000', realReturn: '7',
  firstYear: '100', secondYear: '-50', averageSaid: '25',
  rightSaid: '73', correlation: '0.05',
} as const;

export type ClaimField = keyof typeof CLAIM_DEFAULTS;
export type ClaimValues = Readonly<Record<ClaimField, string>>;
/** Numbers of the fields: amounts in USD, rates and moves as fractions, years whole; null where a field cannot be read. */
export type ClaimNumbers = Readonly<Record<ClaimField, number | null>>;

interface Kind {
  readonly low: number;
  readonly high: number;
  /** What one of the field is in the number: a percent is a hundredth. */
  readonly unit: number;
  readonly whole?: boolean;
  readonly words: string;
}

const DOLLARS: Kind = { low: 0, high: 1e12, unit: 1, words: 'Enter an amount in USD such as 12,500.' };
const PAID: Kind = { ...DOLLARS, low: 0.01, words: 'Enter an amount in USD above 0.' };
const MOVE: Kind = { low: -100, high: 100_000, unit: 0.01, words: 'Enter a move in percent, −100 or more.' };
const RATE: Kind = { low: -99, high: 1_000, unit: 0.01, words: 'Enter a yearly return in percent, −99 to 1,000.' };
const YEARS: Kind = { low: 1, high: 60, unit: 1, whole: true, words: 'Enter whole years, 1 to 60.' };
const SHARE: Kind = { low: 0, high: 100, unit: 0.01, words: 'Enter a share in percent, 0 to 100.' };
const CORRELATION: Kind = { low: -1, high: 1, unit: 1, words: 'Enter a correlation, −1 to 1.' };

const KINDS: Readonly<Record<ClaimField, Kind>> = {
  moveA: MOVE, moveB: MOVE, moveC: MOVE, moveD: MOVE,
  grown: PAID, grownRate: RATE, grownYears: YEARS, grownSaid: PAID,
  start: PAID, monthly: DOLLARS, savedRate: RATE, savedYears: YEARS, savedSaid: PAID,
  capital: PAID, income: PAID, realReturn: RATE,
  firstYear: MOVE, secondYear: MOVE, averageSaid: MOVE,
  rightSaid: SHARE, correlation: CORRELATION,
};

export const CLAIM_FIELDS = Object.keys(CLAIM_DEFAULTS) as readonly ClaimField[];
const LONGEST = 40;

/** What an address says, the usual claim where it says nothing. */
export function claimValues(sent: Readonly<Record<string, unknown>>): ClaimValues {
  const text = (field: ClaimField): string => (typeof sent[field] === 'string' ? sent[field].slice(0, LONGEST) : CLAIM_DEFAULTS[field]);
  return Object.fromEntries(CLAIM_FIELDS.map((field) => [field, text(field)])) as Record<ClaimField, string>;
}

function numberOf(text: string, { low, high, unit, whole }: Kind): number | null {
  const plain = text.replace(/[$%,\s\u202f]/g, '').replace('\u2212', '-');
  if (!/^[+-]?\d+(\.\d+)?$/.test(plain)) return null;
  const value = Number(plain);
  return value < low || value > high || (whole === true && !Number.isInteger(value)) ? null : Number((value * unit).toPrecision(15));
}

/** The fields as numbers; of each that cannot be read, what it should say. */
export function readClaims(values: ClaimValues): { readonly numbers: ClaimNumbers; readonly errors: Readonly<Partial<Record<ClaimField, string>>> } {
  const numbers = Object.fromEntries(CLAIM_FIELDS.map((field) => [field, numberOf(values[field], KINDS[field])])) as Record<ClaimField, number | null>;
  const errors = Object.fromEntries(CLAIM_FIELDS.filter((field) => numbers[field] === null).map((field) => [field, KINDS[field].words]));
  return { numbers, errors };
}
