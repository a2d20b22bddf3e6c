import { describe, expect, it } from 'vitest';
import { suggestionRequest, type SuggestionBase, type SuggestionControls } from '../../../lib/domain/rebalancing/suggestion-request';
import { ask, plan, sides } from './support';

const drifted = ask([['A', '56', '100', 0.5], ['B', '44', '100', 0.5]]);
const base: SuggestionBase = { cash: '0', positions: drifted.positions, targets: drifted.targets, day: drifted.day, bandMultiplier: 1, shortRate: 0, longRate: 0, feeBps: 0, minTrade: '10', contributionsFirst: true, buying: true };
const controls: SuggestionControls = { invest: '0', need: '0', expected: '0', band: drifted.band, destination: 'target', lotMethod: 'fifo' };

describe('money that is expected within 30 days (Rule 8.1)', () => {
  it('lets a sale wait, and says until when', () => {
    expect(sides(plan(suggestionRequest(base, controls)))).toEqual(['sell A 600.00', 'buy B 600.00']);
    const waiting = plan(suggestionRequest(base, { ...controls, expected: '2000' }));
    expect(waiting.trades).toEqual([]);
    expect(waiting.deferred).toMatchObject([{ asset: 'A', until: '2026-01-31' }, { asset: 'B', until: '2026-01-31' }]);
  });

  it.each([['too little', '100', true], ['enough, with new money not first', '2000', false]])('changes nothing: %s', (_, expected, contributionsFirst) => {
    expect(sides(plan(suggestionRequest({ ...base, contributionsFirst }, { ...controls, expected })))).toEqual(['sell A 600.00', 'buy B 600.00']);
  });

  it('is left out of a request that expects none, so that suggestions made before stay the same question', () => {
    expect(suggestionRequest(base, controls)).not.toHaveProperty('expectedContribution');
  });
});
