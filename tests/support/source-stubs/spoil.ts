/** What a number in an answer is. */
type Role = 'price' | 'stamp' | 'supply' | 'cap' | 'other';

const PRICE = /^(price|prices|current_price|usd|close|open|high|low|high_24h|low_24h|PriceUSD|last|value|bid|ask|buy|sell|(ask|bid)Px|(open|high|low)24h|sodUtc[08]|\w*Price(24h|1h)?|price_?change\w*|change(Price|Rate)|[abclho])$/i;
const BOOK = /^(bids|asks|a|b)$/;
const STAMP = /^(timestamp|time|date|last_updated|last_updated_at|start|updated_at|fundingTime|ts)$/i;
const SUPPLY = /^(circulating_supply|total_supply|circulating)$/i;
const CAP = /^(market_cap|market_caps|mcap)$/i;

function roleOf(path: readonly (string | number)[]): Role {
  const name = [...path].reverse().find((part): part is string => typeof part === 'string') ?? '';
  const last = path.at(-1);
  if (typeof last === 'number' && typeof path.at(-2) === 'number') {
    if (BOOK.test(name)) return last === 0 ? 'price' : 'other';
    if (last === 0) return 'stamp';
    if (CAP.test(name)) return last === 1 ? 'cap' : 'other';
    if (/volumes/.test(name)) return 'other';
    return last <= (PRICE.test(name) ? 1 : 4) ? 'price' : 'other';
  }
  const above = path.filter((part) => typeof part === 'string').at(-2) as string | undefined;
  if (name === 'usd' && above !== undefined) return SUPPLY.test(above) ? 'supply' : CAP.test(above) ? 'cap' : PRICE.test(above) || !/[a-z]_/.test(above) ? 'price' : 'other';
  if (STAMP.test(name)) return 'stamp';
  if (SUPPLY.test(name)) return 'supply';
  if (CAP.test(name)) return 'cap';
  return PRICE.test(name) ? 'price' : 'other';
}

type Change = (value: number, role: Role) => unknown;

/** Changes numbers, also those that are written as text; rows that `only` does not name stay. */
function change(value: unknown, by: Change, only: readonly string[] | null, path: readonly (string | number)[] = []): unknown {
  if (Array.isArray(value)) return value.map((item, i) => change(item, by, only, [...path, i]));
  if (typeof value === 'object' && value !== null) {
    const row = value as Record<string, unknown>;
    if (only && typeof row.id === 'string' && !only.includes(row.id)) return value;
    return Object.fromEntries(Object.entries(row).map(([key, item]) => [key, change(item, by, only, [...path, key])]));
  }
  if (typeof value === 'number') return by(value, roleOf(path));
  if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) {
    const changed = by(Number(value), roleOf(path));
    return typeof changed === 'number' ? (changed === Number(value) ? value : String(changed)) : changed;
  }
  return value;
}

const prices = (to: (value: number) => unknown): Change => (value, role) => (role === 'price' ? to(value) : value);
const DAY_S = 86_400;
const shift = (days: number): Change => (value, role) => (role === 'stamp' ? value + days * DAY_S * (value > 1e11 ? 1_000 : 1) : value);

/** Becomes a bare word in the answer's text, which JSON does not know. */
export const BARE = '\u0000bare:';
export const toText = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body).replace(/"\\u0000bare:([^"]*)"/g, '$1'));

/** Rows of a list, wherever the answer keeps them. */
function rows(body: unknown, edit: (list: readonly unknown[]) => unknown[]): unknown {
  if (Array.isArray(body)) return edit(body);
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, Array.isArray(value) ? edit(value) : typeof value === 'object' && value !== null && !Array.isArray(value) ? thin(value, edit) : value]));
}

function thin(value: object, edit: (list: readonly unknown[]) => unknown[]): unknown {
  return Object.fromEntries(edit(Object.entries(value)) as [string, unknown][]);
}

const NUMBER_CHANGES = {
  nan: prices(() => `${BARE}NaN`),
  'nan-text': prices(() => 'NaN'),
  infinite: prices(() => `${BARE}1e999`),
  huge: prices(() => 1e308),
  negative: prices((value) => -value),
  zero: prices(() => 0),
  'times-100': prices((value) => value * 100),
  'null-price': prices(() => null),
  'changed-type': prices((value) => ({ value })),
  'number-as-text': prices((value) => String(value)),
  'future-stamps': shift(400),
  'past-stamps': shift(-4_000),
  skew: shift(0.6),
  'millis-as-seconds': (value: number, role: Role) => (role === 'stamp' && value > 1e11 ? Math.round(value / 1_000) : value),
  redenomination: (value: number, role: Role) => (role === 'price' ? value * 1_000 : role === 'supply' ? value / 1_000 : value),
  'supply-explosion': (value: number, role: Role) => (role === 'supply' || role === 'cap' ? value * 1e6 : value),
} satisfies Record<string, Change>;

const LIST_CHANGES = {
  'duplicate-symbols': (list: readonly unknown[]) => list.map((item) => (typeof item === 'object' && item !== null && 'symbol' in item ? { ...item, symbol: 'btc', name: 'Bitcoin' } : item)),
  'duplicate-rows': (list: readonly unknown[]) => list.flatMap((item) => [item, item]),
  'missing-assets': (list: readonly unknown[]) => list.filter((_, i) => i % 2 === 1),
  'no-rows': () => [],
  reversed: (list: readonly unknown[]) => [...list].reverse(),
} satisfies Record<string, (list: readonly unknown[]) => unknown[]>;

/** Objects whose keys are names of things: a new key there would be a new thing. */
const NAMED_THINGS = /^(platforms|detail_platforms|localization|image|rates|chainTvls|currentChainTvls|chainCirculating|coins|result|peggedUSD|circulating\w*|total_?\w*|current_price|market_cap\w*|high_24h|low_24h|fully_diluted_valuation|pricebook)$/i;

/** A field that nobody knows in every object of the answer. */
function extend(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => extend(item, name));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, extend(item, key)] as const);
  return Object.fromEntries(NAMED_THINGS.test(name) ? entries : [...entries, ['field_of_tomorrow', { nested: ['x', 1, null] }]]);
}

export type SpoilName = keyof typeof NUMBER_CHANGES | keyof typeof LIST_CHANGES | 'unknown-fields';
/** What makes an answer wrong; `unknown-fields` leaves it right. */
export const SPOILS = [...Object.keys(NUMBER_CHANGES), ...Object.keys(LIST_CHANGES)] as Exclude<SpoilName, 'unknown-fields'>[];

/** An answer that is wrong in one way; the rest of it stays. `only`: ids of the rows that it befalls. */
export function spoil(name: SpoilName, body: unknown, only: readonly string[] | null = null): unknown {
  if (name === 'unknown-fields') return extend(body);
  if (name in LIST_CHANGES) return rows(body, LIST_CHANGES[name as keyof typeof LIST_CHANGES]);
  return change(body, NUMBER_CHANGES[name as keyof typeof NUMBER_CHANGES], only);
}
