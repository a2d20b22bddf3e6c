import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { FeatureTable, lensSpan } from '@/components/tokens/detail/feature-table';
import { gradeSummary, type Graded } from '@/components/tokens/detail/grade-summary';
import { ChainFacts, Liquidity } from '@/components/tokens/detail/side-facts';
import { TokenTitle } from '@/components/tokens/detail/token-title';
import type { FreshnessText } from '@/lib/format/freshness';
import type { TokenFeature, TokenLens } from '@/lib/schemas/token-view';

const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/[\u202f\u00a0]/g, ' ').replaceAll('\u2212', '-').replace(/\s+/g, ' ');
const FRESH: FreshnessText = { state: 'fresh', reason: null, ageHours: 0 };
const graded: Graded = {
  graded: 330, ungraded: null, rating: 'hold',
  investor: { grade: 64.8, coverage: 0.5, thin: true },
  trader: { grade: 70.1, coverage: 0.65, thin: false },
  lenses: [{ grade: 60 }, { grade: 69 }, { grade: null }, { grade: 75 }, { grade: null }, { grade: null }],
  contributions: [{ name: 'Supply growth, 52 weeks', points: 5.12 }, { name: 'Price impact, 30 d', points: 1.2 }, { name: 'Traded value a day', points: 0.8 }, { name: 'Return, 14 d', points: -0.2 }, { name: 'Return, 1 d', points: -0.04 }],
};
const told = (token: Graded, freshness = FRESH): string => plain(Object.values(gradeSummary(token, freshness)).join('|'));

describe('what the first screen says of a grade', () => {
  it('is the rating, how sure it is, and the two largest reasons on each side; what rounds to nothing is no reason', () => {
    expect(told(graded)).toBe('Hold: 65 of 100| for the months ahead, where 50 is the middle of 330 tokens. It is thin: only 50 % of what it weighs has data, from 3 of 6 lenses.|Speaks most for it, in points from 50: Supply growth, 52 weeks (+5.1); Price impact, 30 d (+1.2). Against it: Return, 14 d (-0.2).');
    expect(told({ ...graded, rating: null, investor: { grade: 64.8, coverage: 0.8, thin: false }, contributions: [] })).toBe('Grade: 65 of 100| for the months ahead, where 50 is the middle of 330 tokens. 80 % of what it weighs has data, from 3 of 6 lenses.|Speaks most for it, in points from 50: nothing. Against it: nothing.');
  });

  it.each([
    [{ ungraded: 'history too short', investor: { grade: null, coverage: 0, thin: true }, trader: { grade: null, coverage: 0, thin: true } }, 'Not graded|: history too short.|'],
    [{ investor: { grade: null, coverage: 0.2, thin: true } }, 'No investor grade|: 20 % of what it would weigh has data; 30 %, from two lenses, is needed. For days to weeks its trader grade is 70 of 100.|'],
    [{ investor: { grade: null, coverage: 0, thin: true }, trader: { grade: null, coverage: 0, thin: true } }, 'No grade on this day|: nothing that it weighs was known, or the token stood outside the ranking.|'],
  ])('says why there is none: %j', (part, words) => {
    expect(told({ ...graded, ...part })).toBe(words);
  });

  it('advises nothing past the age of advice', () => {
    expect(told({ ...graded, rating: null }, { state: 'stale', reason: 'stale', ageHours: 54 })).toBe('Last graded 65 of 100|; its last close is too old, so nothing is advised.|');
    expect(told({ ...graded, rating: null }, { state: 'dead', reason: 'dead', ageHours: 20 })).toBe('Last graded 65 of 100|; the token is dead by its prices, so nothing is advised.|');
  });

  it('stands under the name, above what the token is', () => {
    const asset = { name: 'Ethereum', symbol: 'ETH', sectors: ['layer-1'], consensus: 'proof-of-work', maxSupply: null, kind: 'coin', ending: 'alive', successor: null };
    expect(plain(renderToStaticMarkup(<TokenTitle token={{ ...graded, rank: 2, asset }} freshness={FRESH} />))).toMatch(/Ethereum ETH Hold: 65 of 100 for the months ahead.* Rank 2 by market cap of 330 graded · proof of work/);
  });
});

const feature: TokenFeature = { code: 'momentum7d', name: 'Return, 7 d', family: 'momentum', unit: 'fraction', direction: 'higher', signed: true, formula: 'P ÷ P₇ − 1', reference: 'Liu', value: -0.097, grade: 33.4, source: 'CoinGecko', day: '2021-12-30', knownAt: null, missing: null, notApplicable: null, waitsFor: [] };
const lens: TokenLens = { lens: 'technical', name: 'Technical', grade: 69, coverage: 1, investorWeight: 0.1, traderWeight: 0.45, families: [{ family: 'momentum', present: true }], features: [feature, { ...feature, code: 'maxDay30d', name: 'Best day, 30 d', value: 0.04, grade: 100 }, { ...feature, code: 'momentum365d', name: 'Return, 52 weeks', value: null, grade: null, missing: 'warm-up' }] };

describe('the features of a token', () => {
  it('a lens tells its count, best and worst before it is opened, and opens without a script', () => {
    expect(plain(lensSpan(lens))).toBe('2 of 3 have a value. Best: Best day, 30 d (100). Worst: Return, 7 d (33).');
    expect(lensSpan({ features: [feature] })).toBe('1 of 1 have a value.');
    const html = renderToStaticMarkup(<FeatureTable lenses={[lens]} dataset="sample" ungraded={null} />);
    expect(html).toMatch(/<details class="fold"><summary>.*Technical/);
    expect(html).toContain('<caption class="sr">Technical features</caption>');
    expect(html).toContain('too little history yet');
  });

  it('a lens without a row heads no columns', () => {
    const html = renderToStaticMarkup(<FeatureTable lenses={[{ ...lens, grade: null, features: [{ ...feature, value: null, grade: null, missing: 'no-data-source' }] }]} dataset="sample" ungraded={null} />);
    expect(html).toContain('colSpan="6"');
    expect(html).not.toContain('>Value<');
  });
});

describe('facts beside it', () => {
  it('what is not known is one sentence, never a zero', () => {
    const none = { tradedValue30d: 19e9, priceImpact30d: null, spreadBps: null, depth2pct: null, venues: null, openInterest: null, fundingPerDay: null, pegDeviation: null };
    const words = plain(renderToStaticMarkup(<Liquidity liquidity={none} />));
    expect(words).toContain('Not known from this dataset: price impact, 30 days; bid–ask spread; depth within 2 %; venues; open interest; funding a day.');
    expect(words).not.toMatch(/ 0[ .%]/);
    expect(plain(renderToStaticMarkup(<Liquidity liquidity={{ ...none, venues: 0 }} />))).toContain('Venues 0');
    const chain = plain(renderToStaticMarkup(<ChainFacts asset={{ kind: 'coin', sectors: [], ecosystem: null, consensus: 'proof-of-work', maxSupply: null, firstDay: '2015-08-07', ending: 'alive', lastDay: '2021-12-30' }} />));
    expect(chain).toContain('Not known from this dataset: sectors; ecosystem; maximum supply; staking yield; lock-up and slashing.');
  });
});
