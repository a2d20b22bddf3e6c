import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { moodWords, RegimeLine } from '@/components/overview/regime-line';

const REGIME = { day: '2021-12-29', regime: 'ranging', bandMultiple: 0.75, aboveMean: 0.028, rising: true, efficiency: 0.13, volatility30d: 0.66, volatilityRank: 0.49 };

it.each([
  [undefined, ''],
  [null, ''],
  [{ value: 25, source: null }, 'Fear and greed stood at 25 of 100, which decides nothing. '],
  [{ value: 0, source: 'alternative-me' }, 'Fear and greed stood at 0 of 100 (alternative.me), which decides nothing. '],
] as const)('tells the mood %o beside the regime', (mood, words) => {
  expect(moodWords(mood)).toBe(words);
  expect(renderToStaticMarkup(<RegimeLine regime={{ ...REGIME, ...(mood === undefined ? {} : { mood }) }} />)).toContain(`market cap. ${words}<a`);
});
