type Json = Readonly<Record<string, unknown>>;

/** A JSON Schema as a person reads it: `{ asset: text, weight: number 0–1, note?: text | null }`, one field a line. */
export function schemaText(schema: Json, indent = ''): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choices = (schema.anyOf ?? schema.oneOf) as readonly Json[] | undefined;
  if (choices !== undefined) return choiceText(choices, indent);
  if (Array.isArray(schema.type)) return choiceText((schema.type as string[]).map((type) => ({ ...schema, type })), indent);
  if (Array.isArray(schema.allOf)) return (schema.allOf as Json[]).map((part) => schemaText(part, indent)).join(' & ');
  if (schema.type === 'array') return `[${schemaText((schema.items ?? {}) as Json, indent)}]${countText(schema)}`;
  if (schema.type === 'object') return objectText(schema, indent);
  return plainText(schema);
}

function choiceText(choices: readonly Json[], indent: string): string {
  if (isDecimal(choices)) return 'decimal';
  const texts = [...new Set(choices.map((choice) => schemaText(choice, indent)))];
  const long = texts.some((text) => text.includes('\n'));
  return long ? texts.join(`\n${indent}| `) : texts.join(' | ');
}

/** A decimal is asked for as a text or an exact number. */
function isDecimal(choices: readonly Json[]): boolean {
  const types = choices.map((choice) => choice.type).sort();
  return choices.length === 2 && types[0] === 'number' && types[1] === 'string';
}

function objectText(schema: Json, indent: string): string {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Json>);
  const deeper = `${indent}  `;
  if (properties.length === 0) {
    const values = schema.additionalProperties;
    return typeof values === 'object' && values !== null && Object.keys(values).length > 0 ? `{ [name]: ${schemaText(values as Json, deeper)} }` : '{ … }';
  }
  const required = new Set((schema.required ?? []) as string[]);
  const lines = properties.map(([name, property]) => `${deeper}${name}${required.has(name) ? '' : '?'}: ${schemaText(property, deeper)}${defaultText(property)}`);
  return `{\n${lines.join('\n')}\n${indent}}`;
}

function plainText(schema: Json): string {
  if (schema.type === 'string') return schema.format === 'date' ? 'day' : schema.format === 'uuid' ? 'id' : 'text';
  if (schema.type === 'number' || schema.type === 'integer') return `${schema.type === 'integer' ? 'whole number' : 'number'}${rangeText(schema)}`;
  if (schema.type === 'boolean') return 'true | false';
  if (schema.type === 'null') return 'null';
  return 'any';
}

const HUGE = Number.MAX_SAFE_INTEGER;

function rangeText(schema: Json): string {
  const low = typeof schema.minimum === 'number' && schema.minimum > -HUGE ? `≥ ${schema.minimum}` : typeof schema.exclusiveMinimum === 'number' ? `> ${schema.exclusiveMinimum}` : '';
  const high = typeof schema.maximum === 'number' && schema.maximum < HUGE ? `≤ ${schema.maximum}` : typeof schema.exclusiveMaximum === 'number' ? `< ${schema.exclusiveMaximum}` : '';
  const text = [low, high].filter((part) => part !== '').join(', ');
  return text === '' ? '' : ` (${text})`;
}

function countText(schema: Json): string {
  const { minItems, maxItems } = schema as { minItems?: number; maxItems?: number };
  if (minItems === undefined && maxItems === undefined) return '';
  return maxItems === undefined ? ` (at least ${minItems})` : ` (${minItems ?? 0}–${maxItems.toLocaleString('en')})`;
}

function defaultText(schema: Json): string {
  return schema.default === undefined ? '' : ` = ${JSON.stringify(schema.default)}`;
}
