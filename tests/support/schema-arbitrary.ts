import fc from 'fast-check';

type Json = Readonly<Record<string, unknown>>;

const TEXTS = ['', ' ', '0', '-0', '1', '1000.00', '0.000000000000000001', '9'.repeat(40), '9'.repeat(41), '-1', '1e5', 'NaN', 'BTC', 'ETH', 'bitcoin', 'x'.repeat(64), 'x'.repeat(65), 'ünï 😀', '\u0000', '\ud800', '__proto__', 'constructor', '2021-02-29', '2021-11-20', '<script>', '\'; drop table "app_user"; --', '../../etc/passwd'];
const DAYS = ['2014-12-31', '2015-01-01', '2020-02-29', '2021-02-29', '2021-11-20', '2021-12-30', '2021-12-31', '2024-01-01', '9999-12-31', '0001-01-01', 'tomorrow'];
const NUMBERS = [0, -0, 1, -1, 0.5, 0.25, 0.1, 1e-9, 1e-300, 5e-324, 1e300, 1e21, 2, 3, 100, 365, 1.5, -0.5, 0.999999999, Number.MAX_SAFE_INTEGER, Number.MAX_VALUE];
const NASTY: readonly unknown[] = [null, true, [], {}, [[]], 'x', -1, 1e308, '9'.repeat(1000), [null], { a: 1 }];

/** Values that nearly fit a JSON Schema: shaped like it, at and beyond its bounds, now and then something else altogether. */
export function nearly(schema: Json): fc.Arbitrary<unknown> {
  return fc.oneof({ arbitrary: fitting(schema), weight: 40 }, { arbitrary: fc.constantFrom(...NASTY), weight: 1 });
}

function fitting(schema: Json): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
  const choices = (schema.anyOf ?? schema.oneOf) as readonly Json[] | undefined;
  if (choices !== undefined) return fc.oneof(...choices.map(nearly));
  switch (schema.type) {
    case 'object':
      return object(schema);
    case 'array':
      return array(schema);
    case 'string':
      return fc.constantFrom(...(schema.format === 'date' ? DAYS : TEXTS));
    case 'number':
      return number(schema);
    case 'integer':
      return number(schema).map((value) => Math.round(value));
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.constantFrom(...NASTY);
  }
}

function object(schema: Json): fc.Arbitrary<unknown> {
  const properties = Object.fromEntries(Object.entries((schema.properties ?? {}) as Record<string, Json>).map(([name, property]) => [name, nearly(property)]));
  const required = ((schema.required ?? []) as string[]).filter((name) => name in properties);
  const whole = fc.record(properties, { requiredKeys: required });
  return fc.oneof({ arbitrary: whole, weight: 30 }, { arbitrary: whole.map((value) => ({ ...value, surprise: 1 })), weight: 1 }, { arbitrary: whole.map((value) => Object.fromEntries(Object.entries(value).slice(1))), weight: 1 });
}

/** Short, and of one length for all, so that lists which must be as long as each other sometimes are. */
function array(schema: Json): fc.Arbitrary<unknown> {
  const { minItems = 0, maxItems = 4 } = schema as { minItems?: number; maxItems?: number };
  const item = nearly((schema.items ?? {}) as Json);
  const usual = Math.min(Math.max(minItems, 3), maxItems);
  return fc.oneof({ arbitrary: fc.array(item, { minLength: usual, maxLength: usual }), weight: 4 }, { arbitrary: fc.array(item, { maxLength: 4 }), weight: 1 });
}

function number(schema: Json): fc.Arbitrary<number> {
  const low = Number(schema.minimum ?? schema.exclusiveMinimum ?? -1000);
  const high = Number(schema.maximum ?? schema.exclusiveMaximum ?? 1000);
  const inside = fc.double({ min: Math.max(low, -1e6), max: Math.min(high, 1e6), noNaN: true });
  return fc.oneof({ arbitrary: inside, weight: 3 }, { arbitrary: fc.constantFrom(low, high), weight: 1 }, { arbitrary: fc.constantFrom(...NUMBERS), weight: 1 });
}
