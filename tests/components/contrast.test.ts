import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../components/styles/tokens.css', import.meta.url), 'utf8');

function colours(block: string): ReadonlyMap<string, string> {
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name as string, value as string]));
}

function blockAfter(selector: string): string {
  const start = css.indexOf(selector);
  return css.slice(start, css.indexOf('\n  }', start));
}

const LIGHT = colours(blockAfter('  :root {'));
const DARK = colours(blockAfter(":root[data-theme='dark'] {"));
const SYSTEM_DARK = colours(css.slice(css.indexOf('@media (prefers-color-scheme: dark)'), css.indexOf(":root[data-theme='dark'] {")));

/** WCAG 2 relative luminance of #rrggbb. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const TEXT = ['ink', 'ink-2', 'ink-3', 'accent', 'gain', 'loss', 'warn', 'tier-conservative', 'tier-balanced', 'tier-aggressive'];
const PAIRS: readonly (readonly [string, string, number])[] = [
  ...TEXT.flatMap((text) => [[text, 'surface', 4.5], [text, 'surface-2', 4.5]] as const),
  ['accent-ink', 'accent', 4.5], ['accent', 'accent-soft', 4.5], ['ink-2', 'drawdown-fill', 4.5], ['ink-2', 'warn-soft', 4.5], ['warn', 'warn-soft', 4.5],
  ...['series-bitcoin', 'series-alone', 'series-market', 'band-edge', 'line-strong', 'chart-axis'].map((line) => [line, 'surface', 3] as const),
  ['gauge-target', 'band', 3], ['gauge-now', 'band', 3], ['gauge-out', 'band', 3], ['gauge-out', 'surface-2', 3], ['band-edge', 'surface-2', 3], ['line-strong', 'surface-2', 3], ['ink-2', 'line', 3], ['ink-3', 'line', 3],
];

describe.each([['light', LIGHT], ['dark', DARK]] as const)('contrast, %s', (_, palette) => {
  it.each(PAIRS)('%s on %s is at least %s to 1', (front, back, least) => {
    expect(contrast(palette.get(front) ?? '', palette.get(back) ?? '')).toBeGreaterThanOrEqual(least);
  });
});

it('has one dark palette, by choice and by system, with every colour of the light one', () => {
  expect(Object.fromEntries(DARK)).toEqual(Object.fromEntries(SYSTEM_DARK));
  expect([...DARK.keys()].sort()).toEqual([...LIGHT.keys()].sort());
});
