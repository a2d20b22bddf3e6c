import type { FaultName } from '@/tests/support/source-stubs/faults';

/** Stub faults that make an answer bad in one way, and the questions that can meet it; every question without it. */
export interface BadKind {
  readonly faults: readonly FaultName[];
  readonly doors?: RegExp;
}

/** A count, an index or a label may well be so; a price may not. */
const PRICED = /of (coingecko|defillama|coinmetrics|exchange:)/;

/** What can be wrong with an answer, in the words of whoever meets it, and how the stub sources make it so. */
export const BAD_KINDS: Readonly<Record<string, BadKind>> = {
  'too many requests (429)': { faults: ['rate-limited'] },
  'server error (500)': { faults: ['server-error'] },
  'unavailable (503)': { faults: ['unavailable'] },
  'no answer in time': { faults: ['hang'] },
  'an answer that stops half way': { faults: ['stall'] },
  'connection reset': { faults: ['reset'] },
  'truncated JSON': { faults: ['truncated'] },
  'garbage instead of JSON': { faults: ['garbage'] },
  'nothing at all': { faults: ['empty'] },
  'a web page': { faults: ['html'] },
  'a web page that calls itself JSON': { faults: ['html-as-json'] },
  'NaN': { faults: ['nan', 'nan-text'] },
  'infinity': { faults: ['infinite'] },
  '1e308': { faults: ['huge'] },
  'negative prices': { faults: ['negative'] },
  'prices of zero': { faults: ['zero'], doors: PRICED },
  'prices times 100': { faults: ['times-100'], doors: PRICED },
  'one symbol for all': { faults: ['duplicate-symbols'], doors: /^(listing|description|quotes|closes) / },
  'half of the assets missing': { faults: ['missing-assets'], doors: /^(quotes|closes) / },
  'stamps of the future': { faults: ['future-stamps'] },
  'stamps of the past': { faults: ['past-stamps'] },
  'a clock ahead': { faults: ['skew'] },
  'a field of another type': { faults: ['changed-type'] },
  'a redenomination': { faults: ['redenomination'] },
  'a supply explosion': { faults: ['supply-explosion'] },
};

/** Faults that leave nothing to read: the question ends in an error with its kind. */
export const NOTHING_TO_READ: ReadonlySet<FaultName> = new Set(['rate-limited', 'server-error', 'unavailable', 'hang', 'stall', 'reset', 'truncated', 'garbage', 'empty', 'html', 'html-as-json']);
