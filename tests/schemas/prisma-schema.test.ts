import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

interface Field {
  readonly name: string;
  readonly type: string;
  /** The comment above it, or above the numbers that it follows. */
  readonly comment: string;
}

/** The fields of every model that hold numbers with a fraction. */
function numericFields(schema: string): Field[] {
  const fields: Field[] = [];
  let [model, comment] = ['', ''];
  for (const line of schema.split('\n')) {
    const [, name = '', type = ''] = /^ {2}(\w+) +(\w+)/.exec(line) ?? [];
    model = /^model (\w+)/.exec(line)?.[1] ?? model;
    if (line.startsWith('  ///')) comment = line.slice(5).trim();
    else if (type === 'Decimal' || type === 'Float') fields.push({ name: `${model}.${name}`, type, comment });
    else comment = '';
  }
  return fields;
}

const fields = numericFields(fs.readFileSync(path.resolve(import.meta.dirname, '../../prisma/schema.prisma'), 'utf8'));

describe('the numbers of the schema', () => {
  it('say what they are measured in', () => {
    expect(fields.length).toBeGreaterThan(60);
    expect(fields.filter(({ comment }) => comment === '').map(({ name }) => name)).toEqual([]);
  });

  it('are exact where they are money or units; only an analytic of the screener is not', () => {
    const amounts = fields.filter(({ comment }) => /\bUSD\b|\bunits\b/i.test(comment));
    expect(amounts.length).toBeGreaterThan(35);
    expect(amounts.filter(({ type }) => type === 'Float').map(({ name }) => name)).toEqual(['AssetSnapshot.tradedValue30d']);
  });
});
