import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { CLAIMS } from '@/components/learn/rulebook/claims-table';
import { num, pct } from '@/components/learn/rulebook/figures';
import { Rulebook, SECTIONS } from '@/components/learn/rulebook/rulebook';

const html = renderToStaticMarkup(<Rulebook />);
const plain = (text: string): string => text.replace(/<[^>]+>/g, '').replaceAll('&amp;', '&').replace(/[\u202f\u00a0]/g, ' ');

/** Rules of each section, as the rulebook numbers them. Sections 4, 11 and 12 are one rule each there; ours split them. */
const COUNTS: Readonly<Record<number, number>> = { 1: 6, 2: 5, 3: 7, 5: 5, 6: 6, 7: 9, 8: 8, 9: 3, 10: 5 };

describe('the rules as a page', () => {
  test('every section and every rule has its anchor, in both spellings', () => {
    expect(SECTIONS.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    for (const { number } of SECTIONS) expect(html).toContain(`id="rule-${number}"`);
    for (const [section, count] of Object.entries(COUNTS)) {
      for (let rule = 1; rule <= count; rule += 1) {
        expect(html).toContain(`id="rule-${section}-${rule}"`);
        expect(html).toContain(`id="rule-${section}.${rule}"`);
      }
      expect(html).not.toContain(`id="rule-${section}-${count + 1}"`);
    }
  });

  test('anchors are unique', () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

/** Files of constants and, by name, the rule that their docstring cites. */
const DOMAIN = path.join(import.meta.dirname, '../../lib/domain');
const FILES = readdirSync(DOMAIN, { recursive: true, encoding: 'utf8' }).filter((file) => /(^|[\\/-])rules\.ts$/.test(file)).sort();
const CITED = /\/\*\* Rules? (\d+)(?:\.(\d+))?[^]*?\*\/\s*export const (\w+)/g;

/** Numbers of a constant: itself, or every leaf of it. */
function leaves(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
}

/** Every way in which the page may write a number. */
function spellings(value: number): string[] {
  const forms = [num(value), pct(value), num(value * 100), num(value * 10_000), num(value / 1e12)];
  return forms.map((form) => form.replace(/[\u202f\u00a0]/g, ' '));
}

/** Kept out with a reason: tolerances of arithmetic and search ranges are no rules of the product. */
const NOT_RULES = new Set(['EDGE_TOLERANCE', 'RATE_SEARCH', 'DERIVED_CAP_TOLERANCE']);

describe('numbers of the rules', () => {
  test.each(FILES)('%s: every constant that cites a rule stands in that rule', async (file) => {
    const source = readFileSync(path.join(DOMAIN, file), 'utf8');
    const constants = (await import(/* @vite-ignore */ path.join(DOMAIN, file))) as Record<string, unknown>;
    const missing: string[] = [];
    for (const [, section, rule, name] of source.matchAll(CITED)) {
      if (name === undefined || NOT_RULES.has(name)) continue;
      const start = html.indexOf(`id="rule-${section}${rule === undefined ? '' : `-${rule}`}"`);
      const end = html.indexOf(rule === undefined ? '</section>' : '</article>', start);
      const text = plain(html.slice(start, end));
      for (const value of leaves(constants[name])) if (!spellings(value).some((form) => text.includes(form))) missing.push(`${name} = ${value} in Rule ${section}.${rule ?? ''}`);
    }
    expect(missing).toEqual([]);
  });

  test('there is something to check in every room', () => {
    expect(FILES.length).toBeGreaterThanOrEqual(9);
  });
});

describe('numbers in circulation', () => {
  test('are the ones of the rulebook', () => {
    expect(CLAIMS.map(({ right }) => right.replaceAll('\u202f', ' '))).toEqual([
      '20/26.7/40/13.3 %', '$105,414', '$1,112,758', 'needs 13.3 %, above 7 %: not sustainable', '0 %', 'would need a correlation of 0.66; a good one, 0.05, is right 51.6 % of the time',
    ]);
  });
});
