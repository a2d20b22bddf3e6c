import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { ForecastPanel, signalWords } from '@/components/tokens/detail/forecast-panel';
import { LensRadar } from '@/components/tokens/detail/lens-radar';
import { groupName, Peers, SimilarTokens } from '@/components/tokens/detail/peers';
import type { TokenPeers } from '@/lib/schemas/token-peers';
import { labelAnchor, radarOutline, radarPoint } from '@/components/tokens/detail/radar-shape';
import type { TokenForecast } from '@/lib/schemas/api/model';

const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/[\u202f\u00a0]/g, ' ').replaceAll('\u2212', '-').replace(/\s+/g, ' ');

describe('the radar', () => {
  test('puts the first axis on top and goes clockwise', () => {
    expect(radarPoint(0, 6, 100)).toEqual({ x: 162, y: 34 });
    expect(radarPoint(3, 6, 100)).toEqual({ x: 162, y: 198 });
    expect(radarPoint(1, 6, 50).x).toBeGreaterThan(162);
    expect([0, 1, 3, 5].map((axis) => labelAnchor(axis, 6))).toEqual(['middle', 'start', 'middle', 'end']);
  });

  test('passes by what is missing and draws nothing of fewer than three', () => {
    expect(radarOutline([100, null, 50, null, 0, null])?.split(' ')).toHaveLength(3);
    expect(radarOutline([100, null, null, null, 0, null])).toBeNull();
  });

  test('says the same in words', () => {
    const html = renderToStaticMarkup(<LensRadar axes={['Fundamental', 'Technical', 'Exchange'].map((name, i) => ({ name, grade: i === 1 ? null : 60 + i, median: i === 0 ? 48 : null }))} peers="Layer 1" />);
    expect(html).toContain('aria-label="Lens grades: Fundamental 60 (median of Layer 1 48), Technical n/a, Exchange 62"');
    expect(plain(html)).toContain('Under three lenses have a grade: no shape.');
  });
});

const PEERS: TokenPeers = {
  groups: [{ kind: 'sector', name: 'layer-1', count: 80 }, { kind: 'size', name: 'large', count: 6 }],
  standings: [{ key: 'investor', name: 'Investor grade', grade: 65, percentiles: [75, null] }, { key: 'fundamental', name: 'Fundamental', grade: 60, percentiles: [53, null] }, { key: 'onChain', name: 'On-chain', grade: null, percentiles: [null, null] }],
  medians: [48, null],
  similar: [{ id: 'bitcoin', symbol: 'BTC', name: 'Bitcoin', distance: 12.6, investorGrade: 72 }],
};

describe('among its peers', () => {
  test('percentiles by group, with why one is missing', () => {
    const html = renderToStaticMarkup(<Peers peers={PEERS} symbol="ETH" />);
    expect(plain(html)).toContain('Layer 1, 80');
    expect(html).toContain('only 6 tokens; 10 are needed');
    expect(html).toContain('no grade');
    expect(groupName({ kind: 'size', name: 'mid' })).toBe('Mid caps');
  });

  test('who is not graded is held against nobody', () => {
    expect(plain(renderToStaticMarkup(<><Peers peers={{ groups: [], standings: [], medians: [], similar: [] }} symbol="USDT" /><SimilarTokens similar={[]} /></>))).toContain('USDT is not graded, so it is held against nobody.');
  });

  test('similar tokens say how far apart', () => {
    const html = renderToStaticMarkup(<SimilarTokens similar={PEERS.similar} />);
    expect(plain(html)).toContain('13 apart');
    expect(html).toContain('href="/tokens/bitcoin"');
  });
});

const FORECAST: TokenForecast = { day: '2021-12-26', percentile: 81.6, probability: 0.561, baseRate: 0.39, signal: 'bullish', modelVersion: 'abcdef0123456789', gateOpen: false, contributions: [{ code: 'momentum30d', points: 6.2 }, { code: 'gone', points: -3.1 }, { code: 'sequence.againstBitcoin', points: -2.4 }] };

describe('the forecast', () => {
  test.each([
    [FORECAST, false, 'Signal: bullish (from 55 %). Of all tokens judged so far, 39 % beat the market.'],
    [{ ...FORECAST, signal: 'bearish' as const, probability: 0.4, baseRate: null }, false, 'Signal: bearish (up to 45 %).'],
    [{ ...FORECAST, signal: null, probability: 0.5 }, false, 'No signal: bullish from 55 %, bearish up to 45 %. Of all tokens judged so far, 39 % beat the market.'],
    [{ ...FORECAST, signal: null }, true, 'No signal: its last close is too old to advise on.'],
    [{ ...FORECAST, signal: null, probability: null }, false, 'No probability: too few outcomes are known to calibrate one.'],
  ])('%o', (forecast, stale, words) => {
    expect(plain(signalWords(forecast, stale))).toBe(words);
  });

  test('shows place, chance, what speaks for and against, and whether it was used', () => {
    const text = plain(renderToStaticMarkup(<ForecastPanel forecast={FORECAST} dataset="market-2021" stale={false} />));
    for (const words of ['82', '56.1 %', 'Return, 30 d', '+6.2', 'gone', '-3.1', 'The last 90 days of returns less Bitcoin’s', '-2.4', 'the recurrent net’s part', 'Of 26 Dec 2021', 'The gate was closed: no index could use it']) expect(text).toContain(words);
    expect(plain(renderToStaticMarkup(<ForecastPanel forecast={{ ...FORECAST, gateOpen: true, contributions: [] }} dataset="x" stale={false} />))).toContain('an index determined that day could choose by it');
  });

  test('tells how the net is explained only where it is among the reasons', () => {
    const told = (contributions: TokenForecast['contributions']) => plain(renderToStaticMarkup(<ForecastPanel forecast={{ ...FORECAST, contributions }} dataset="x" stale={false} />));
    expect(told(FORECAST.contributions)).toContain('by integrated gradients');
    expect(told(FORECAST.contributions.slice(0, 1))).not.toContain('by integrated gradients');
  });

  test('or why there is none', () => {
    expect(plain(renderToStaticMarkup(<ForecastPanel forecast={null} dataset="market-2021" stale={false} />))).toContain('no forecast of this token stands on market-2021');
  });
});
