import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { anomalyWords } from '@/components/overview/anomaly-words';
import { OwnLine, type OwnLineProps } from '@/components/overview/own-line';
import { bandWords, RegimeLine, regimeTitle } from '@/components/overview/regime-line';
import { StillComputing } from '@/components/overview/still-computing';
import { WeekLog } from '@/components/overview/week-log';
import { ANOMALY_KINDS } from '@/lib/domain/scores/anomalies';

const THIN = ' ';
const text = (node: React.ReactNode): string => renderToStaticMarkup(node).replace(/<span class="sr">[^<]*<\/span>/g, '').replace(/<[^>]+>/g, ' ').replace(/&#x27;/g, '’').replace(/\s+/g, ' ').trim();
const REGIME = { day: '2021-12-29', regime: 'ranging', bandMultiple: 0.75, aboveMean: 0.028, rising: true, efficiency: 0.13, volatility30d: 0.66, volatilityRank: 0.49 };
const OWN: OwnLineProps = { value: '18901.62', change1d: 0.022, changeAmount: '409.68', drift: 0.067, driftLimit: 0.07, nextDue: null, trades: 2, tokens: [{ name: 'Bitcoin', place: 'above', used: 1.4 }, { name: 'Alice', place: 'below', used: 1.3 }], stale: 0, staleHours: null, hasPlan: true, hasPositions: true };

describe('the regime', () => {
  it('stands with its three numbers and what it does to the bands', () => {
    expect(text(<RegimeLine regime={REGIME} />)).toMatch(new RegExp(`Ranging market.*0\\.75 of their width.*\\+2\\.8${THIN}%.*above a rising 200-day mean.*0\\.13.*66${THIN}%.*49th percentile`));
    expect([bandWords(1), bandWords(1.5), regimeTitle(REGIME)]).toEqual(['Bands have their usual width.', 'Bands are held at 1.5 of their width.', 'The market is ranging; bands are narrower.']);
  });

  it.each([[0.01, '1st'], [0.02, '2nd'], [0.03, '3rd'], [0.11, '11th'], [0.52, '52nd'], [1, '100th']])('says the place %s as %s', (volatilityRank, words) => {
    expect(text(<RegimeLine regime={{ ...REGIME, volatilityRank }} />)).toContain(`${words} percentile`);
  });
});

describe('a person’s own line', () => {
  it.each([
    [{}, 'Two trades. Bitcoin is above its band and Alice below its own. Today’s closes, good for 24 hours.'],
    [{ trades: 0, tokens: [{ name: 'ETH', place: 'inside' as const, used: 0.61 }] }, `Nothing to do. ETH is the farthest from its target and has used 61${THIN}% of its band.`],
    [{ trades: 3, tokens: ['a', 'b', 'c'].map((name) => ({ name, place: 'above' as const, used: 2 })) }, 'Three trades. Three tokens are outside their bands.'],
    [{ hasPlan: false, drift: null, trades: 0, tokens: [] }, 'No plan yet.'],
    [{ trades: 0, staleHours: 53 }, 'Nothing is advised. The newest closes are 53 h old.'],
    [{ trades: 0, stale: 2, tokens: [] }, 'No token has a band to leave. 2 tokens are kept: the last close is too old.'],
    [{ hasPositions: false, trades: 0, tokens: [] }, 'Nothing held yet.'],
  ])('with %o says so', (change, words) => {
    expect(text(<OwnLine {...OWN} {...change} />)).toContain(words);
  });

  it('hides amounts, never shows a missing change as zero', () => {
    expect(renderToStaticMarkup(<OwnLine {...OWN} />)).toContain('amount-hidden');
    expect(text(<OwnLine {...OWN} change1d={null} changeAmount={null} />)).toContain('–');
  });
});

describe('this week', () => {
  it('is one list by day with reasons', () => {
    const words = text(
      <WeekLog
        days={[{
          day: '2021-12-27',
          rebalances: [{ slug: 'market-100', name: 'Market 100', came: ['ICON'], left: ['WAX', 'A', 'B', 'C', 'D'], turnover: 0.031 }, { slug: 'x', name: 'X', came: [], left: [], turnover: 0.01 }],
          ratings: [{ id: 'iota', name: 'IOTA', before: 'hold', after: 'buy', grade: 76.2 }, { id: 'new', name: 'New', before: null, after: 'hold', grade: 50 }, { id: 'old', name: 'Old', before: 'sell', after: null, grade: null }],
          flags: [{ id: 'wax', name: 'WAX', kind: 'supply', detail: { jump: 0.227 } }],
          watches: [{ id: 'api3', name: 'API3', kind: 'liquidity', detail: { drop: 0.8 } }, { id: 'zmt', name: 'Zipmex', kind: 'move', detail: { change: 0.079, sigmas: 11.6 } }, { id: 'seth', name: 'sETH', kind: 'liquidity', detail: { drop: 0.86 } }],
        }]}
      />,
    );
    for (const part of ['27 Dec', 'ICON came in; WAX, A, B and 2 more left', 'weights only', 'IOTA hold → buy, grade 76', 'Rated for the first time: New hold', 'No longer rated: Old', `supply grew 22.7${THIN}% in a day`, 'excluded until 14 clean days', `moved 7.9${THIN}% in a day, 11.6 times its usual day. Traded value fell within 7 days: API3 by 80${THIN}%; sETH by 86${THIN}%.`, 'excludes nothing']) expect(words).toContain(part);
  });

  it('has words for every kind of anomaly', () => {
    for (const kind of ANOMALY_KINDS) expect(anomalyWords(kind, {})).not.toContain('shows an anomaly');
  });
});

it('says what is still being computed, and nothing when nothing is', () => {
  expect(text(<StillComputing jobs={[{ name: 'scores', state: 'running', progress: 0.4, detail: 'day 300' }]} />)).toContain(`features and grades 40${THIN}% (day 300)`);
  expect(renderToStaticMarkup(<StillComputing jobs={[]} />)).toBe('');
});
