import { describe, expect, it } from 'vitest';
import { anomalyRuns, anomalyWords } from '@/components/tokens/detail/anomaly-words';
import { featureValue, lensReason, missingWords } from '@/components/tokens/detail/feature-text';
import type { TokenFeature, TokenLens } from '@/lib/schemas/token-view';
import { gradedFirst } from '@/components/tokens/detail/feature-view';
import { titleWords } from '@/components/tokens/detail/title-words';
import { featuresCsv } from '@/components/tokens/detail/token-csv';

const plain = (text: string): string => text.replaceAll('\u202f', ' ').replaceAll('\u2212', '-');
const feature: TokenFeature = {
  code: 'mvrv', name: 'Market ÷ realised value', family: 'realised value', unit: 'ratio', direction: 'lower', signed: false, formula: 'CapMVRVCur', reference: '', value: null, grade: null,
  source: 'Coin Metrics', day: null, knownAt: null, missing: 'no-data-source', notApplicable: null, waitsFor: ['CapMVRVCur'],
};
const lens: TokenLens = { lens: 'onChain', name: 'On-chain', grade: null, coverage: 0, investorWeight: 0.2, traderWeight: 0.15, families: [], features: [feature] };

describe('featureValue', () => {
  it.each([
    [0.0102, 'fraction', true, '+1.02 %'],
    [-0.199, 'fraction', true, '-19.9 %'],
    [4.03, 'fraction', true, '+403.0 %'],
    [0.65, 'perYear', false, '65.0 %'],
    [1.1, 'ratio', false, '1.10 ×'],
    [19_700_000_000, 'usd', false, '$19.7 bn'],
    [0.00000135, 'perUsdMillion', false, '0.000135 % / $1 m'],
    [0, 'fraction', false, '0.00 %'],
    [52, 'days', false, '52 d'],
    [39.04, 'points', false, '39.0'],
    [-0.07, 'points', true, '-0.07'],
    [12.34, 'bps', false, '12.3 bps'],
  ] as const)('%f %s', (value, unit, signed, text) => {
    expect(plain(featureValue(value, { unit, signed }))).toBe(text);
  });
});

describe('words for what is missing', () => {
  it.each([
    [{ missing: 'no-data-source' }, 'no source; waits for CapMVRVCur'],
    [{ missing: 'stale', day: '2020-07-27' }, 'last known 27 Jul 2020, older than 3 days (Rule 1.5)'],
    [{ missing: 'not-applicable', notApplicable: 'its chain is not secured by work' }, 'not applicable: its chain is not secured by work'],
    [{ missing: 'warm-up' }, 'too little history yet'],
  ] as const)('%o', (part, words) => {
    expect(missingWords({ ...feature, ...part })).toBe(words);
  });

  it('of a lens', () => {
    expect(lensReason(lens, null)).toBe('No source for this token in this dataset.');
    expect(lensReason({ ...lens, features: [{ ...feature, missing: 'stale', day: '2020-07-27' }] }, null)).toBe('Last known 27 Jul 2020, older than 3 days (Rule 1.5).');
    expect(plain(lensReason({ ...lens, coverage: 0.2, features: [{ ...feature, missing: 'warm-up' }] }, null))).toBe('20 % of its weight is present, 25 % is needed (Rule 3.2).');
    expect(lensReason({ ...lens, features: [{ ...feature, value: 1.4, missing: null }] }, null)).toBe('Values are known, but of fewer than the 10 tokens that make a ranking (Rule 3.2).');
    expect(lensReason({ ...lens, lens: 'sentiment' }, null)).toContain('Fear-and-greed is market-wide');
  });
});

describe('the token page', () => {
  it('says an anomaly with its numbers', () => {
    expect(plain(anomalyWords({ day: '2021-01-01', kind: 'supply', severity: 'flag', detail: { jump: 0.21 }, until: '2021-01-14' }))).toBe('supply up by 21.0 % in a day.');
    expect(plain(anomalyWords({ day: '2021-01-01', kind: 'unusual', severity: 'watch', detail: { score: 0.7, limit: 0.6, price: 6.13, fees: -7, tradedValue: 10 }, until: null }))).toBe('an unusual week for this token: traded value up 10 or more, fees down 7.0, price up 6.1 times what a week usually brings.');
  });

  it('tells an anomaly of days in a row once, and a gap apart', () => {
    const of = (day: string, kind = 'peg', severity: 'flag' | 'watch' = 'flag') => ({ day, kind, severity, detail: {}, until: null });
    const runs = anomalyRuns([of('2021-12-30'), of('2021-12-30', 'move', 'watch'), of('2021-12-29'), of('2021-12-28'), of('2021-12-26'), of('2021-12-25', 'peg', 'watch')]);
    expect(runs.map(({ latest, from, days }) => [latest.kind, latest.severity, from, latest.day, days])).toEqual([
      ['peg', 'flag', '2021-12-28', '2021-12-30', 3], ['move', 'watch', '2021-12-30', '2021-12-30', 1], ['peg', 'flag', '2021-12-26', '2021-12-26', 1], ['peg', 'watch', '2021-12-25', '2021-12-25', 1],
    ]);
  });

  it('shows graded lenses first', () => {
    expect(gradedFirst([{ grade: null }, { grade: 60 }, { grade: null }, { grade: 70 }]).map((item) => item.grade)).toEqual([60, 70, null, null]);
  });

  it('titles a token by what it is', () => {
    const asset = { consensus: 'none', maxSupply: null, kind: 'token', ending: 'dead', successor: 'aave' };
    expect(titleWords({ rank: null, graded: 330, ungraded: 'history too short', asset })).toBe('No chain of its own · no maximum supply known · dead · succeeded by aave');
    expect(titleWords({ rank: null, graded: 330, ungraded: null, asset })).toContain('Not ranked · no chain of its own');
    expect(titleWords({ rank: 2, graded: 330, ungraded: null, asset: { ...asset, ending: 'alive', successor: null } })).toContain('Rank 2 by market cap of 330 graded · no chain of its own');
  });

  it('exports every feature with its reason and marks what is simulated', () => {
    const csv = featuresCsv([lens], { id: 'bitcoin', day: '2021-12-30', freshness: { state: 'stale', reason: 'stale', ageHours: 54 } }, { name: 'sample', simulated: true });
    expect(csv.split('\r\n')[1]).toBe('onChain,realised value,mvrv,Market ÷ realised value,,ratio,lower,,no-data-source,Coin Metrics,,CapMVRVCur,,bitcoin,2021-12-30,stale,54,sample (simulated)');
  });
});
