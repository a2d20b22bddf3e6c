import { expect, it } from 'vitest';
import { plainLexiconSign } from '@/tests/support/plain-lexicon';
import { polaritySign, textPolarity } from '@/lib/domain/scores/text/polarity';
import { labelledHeadlines, macroF1 } from '@/tests/support/labelled-headlines';

const headlines = labelledHeadlines();
const ours = (text: string) => polaritySign(textPolarity(text));

it('has a labelled set of different headlines in two halves, with every kind of difficulty', () => {
  expect(headlines.length).toBeGreaterThanOrEqual(400);
  expect(new Set(headlines.map(({ text }) => text)).size).toBe(headlines.length);
  const held = headlines.filter(({ heldOut }) => heldOut);
  expect(Math.abs(held.length / headlines.length - 0.5)).toBeLessThan(0.05);
  expect([...new Set(held.map(({ kind }) => kind))].sort()).toEqual(expect.arrayContaining(['conditional', 'hack', 'mixed', 'negation', 'number', 'post', 'question', 'sarcasm']));
});

it('reads the half that was never looked at better than a lexicon of the same words does', () => {
  const held = headlines.filter(({ heldOut }) => heldOut);
  const [mine, plain] = [macroF1(held, ours), macroF1(held, plainLexiconSign)];
  const parts = Object.entries(mine.classes).map(([name, { precision, recall, f1 }]) => `${name} ${f1.toFixed(3)} (precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)})`);
  process.stdout.write(`text polarity, ${held.length} held-out headlines: macro-F1 ${mine.macro.toFixed(3)}, plain lexicon ${plain.macro.toFixed(3)}; ${parts.join(', ')}\n`);
  expect(mine.macro).toBeGreaterThan(0.78);
  expect(mine.macro - plain.macro).toBeGreaterThan(0.15);
});
