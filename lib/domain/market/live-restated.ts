import { SUPPORT_WITHIN, SUPPORTERS } from './live-rules';

/** Facts of one row or series that a source may restate. USD, units; NaN where unknown. */
export interface Facts {
  readonly close: readonly number[];
  readonly supply: readonly number[];
  readonly marketCap: readonly number[];
}

const FACTS = ['close', 'supply', 'marketCap'] as const;

/** Whether two amounts lie within so many times of each other; false where one is unknown. Example: 1 and 3 do within 3, 1 and 4 do not. */
export const within = (a: number, b: number, times: number): boolean => a <= b * times && b <= a * times;

const isBeyond = (first: number, last: number): boolean => first > 0 && last > 0 && !within(first, last, SUPPORT_WITHIN);

/** When a source answered about each row: day numbers. */
export interface Answers {
  /** On which it first stated the close: days of one answer cannot confirm each other. */
  readonly answeredOn: readonly number[];
  /** On which it last stated anything of the row. */
  readonly restatedOn: readonly number[];
}

/**
 * Which rows were restated beyond 3 times of what the source said first, without days of other answers at the new level to confirm it: there the
 * first word stands. Confirmed by the next two days after the last restated one that came with another answer than the restatement, each fact that was
 * restated within 3 times. Missing values restate nothing. Example: closes 1, 1 that became 100, 100 are restated until two more answers say about 100.
 */
export function unconfirmedRestatements(first: Facts, last: Facts, { answeredOn, restatedOn }: Answers): boolean[] {
  const restated = last.close.map((_, row) => FACTS.some((fact) => isBeyond(first[fact][row] as number, last[fact][row] as number)));
  const newest = restated.lastIndexOf(true);
  if (newest < 0) return restated;
  const confirmed = FACTS.filter((fact) => isBeyond(first[fact][newest] as number, last[fact][newest] as number)).every((fact) => {
    const after = last[fact].filter((value, row) => row > newest && !Number.isNaN(value) && answeredOn[row] !== restatedOn[newest]).slice(0, SUPPORTERS);
    return after.length === SUPPORTERS && after.every((value) => within(value, last[fact][newest] as number, SUPPORT_WITHIN));
  });
  return confirmed ? restated.map(() => false) : restated;
}
