import { describe, expect, it } from 'vitest';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { bandOf, controlsOf, decidingCalendar, readControls, usualControls } from '@/lib/schemas/rebalance-controls';

const USUAL = usualControls({ kind: 'either', points: 0.05, fraction: 0.25 }, 'halfway', 'least-tax', '500');

describe('controls of the rebalance page', () => {
  it('are the person’s own where the address says nothing', () => {
    expect(readControls({}, USUAL)).toEqual({ invest: '0', need: '0', expect: '500', kind: 'either', width: '25', to: 'halfway', lots: 'least-tax' });
  });
  it.each<[string, Record<string, string | string[]>, object]>([
    ['an amount with a thousands comma', { invest: '1,250.50' }, { invest: '1250.50' }],
    ['an amount that is none', { invest: '-5', need: '1e9' }, { invest: '0', need: '0' }],
    ['expected money that is none of its own', { expect: '0' }, { expect: '0' }],
    ['expected money that is no amount', { expect: '-5' }, { expect: '0' }],
    ['a width out of range', { kind: 'absolute', width: '25' }, { kind: 'absolute', width: '5' }],
    ['a width of the band before', { kind: 'relative', of: 'absolute', width: '5' }, { kind: 'relative', width: '25' }],
    ['a width of its own band', { kind: 'relative', of: 'relative', width: '50' }, { width: '50' }],
    ['unknown choices', { kind: 'sometimes', to: 'moon', lots: 'hifo' }, { kind: 'either', to: 'halfway', lots: 'least-tax' }],
    ['a repeated choice', { to: ['edge', 'target'] }, { to: 'halfway' }],
  ])('read %s', (_, query, expected) => {
    expect(readControls(query, USUAL)).toMatchObject(expected);
  });
  it('become a band', () => {
    expect(bandOf('absolute', '5', 0.05)).toEqual({ kind: 'absolute', points: 0.05 });
    expect(bandOf('costAware', '30', 0.05)).toEqual({ kind: 'costAware', oneWayCost: 0.003 });
    expect(controlsOf({ ...USUAL, need: '12' }, 0.05)).toEqual({ invest: '0', need: '12', expected: '500', band: { kind: 'either', points: 0.05, fraction: 0.25 }, destination: 'halfway', lotMethod: 'least-tax' });
  });
  it('leave the decision to the calendar until the band or the destination is changed', () => {
    const calendar = { calendar: 'monthly', since: null, rebalanced: false, next: isoDay('2021-12-30'), due: true } as const;
    expect(decidingCalendar(calendar, { ...USUAL, invest: '100', expect: '0', lots: 'fifo' }, USUAL)).toBe(calendar);
    expect(decidingCalendar(null, USUAL, USUAL)).toBeNull();
    for (const change of [{ width: '30' }, { kind: 'none' as const }, { to: 'edge' as const }]) expect(decidingCalendar(calendar, { ...USUAL, ...change }, USUAL)).toBeNull();
  });
});
