import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { signUpSchema } from '@/lib/schemas/account';
import { readForm } from '@/lib/schemas/form-state';
import { rebalancingFormSchema, taxFormSchema, userSettingsSchema } from '@/lib/schemas/settings';

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

describe('user settings', () => {
  const usual = userSettingsSchema.parse({});

  it('start from the rules', () => {
    expect(usual).toEqual({
      tax: { shortRate: 0, longRate: 0, lotMethod: 'least-tax' },
      costs: { feeBps: 10 },
      rebalancing: { band: { kind: 'either', points: 0.05, fraction: 0.25 }, trigger: 'bands', destination: 'halfway', minTrade: '10', contributionsFirst: true, expectedContribution: '0' },
      targets: { simple: null },
    });
  });

  it('keep what can be read when a part was stored otherwise', () => {
    expect(userSettingsSchema.parse({ tax: { shortRate: 'much' }, costs: { feeBps: 25 }, gone: 1 })).toEqual({ ...usual, costs: { feeBps: 25 } });
  });

  it('stored before they knew of calendars and of expected money take bands, expect none and keep the rest', () => {
    const stored = { band: { kind: 'none' }, destination: 'edge', minTrade: '25', contributionsFirst: false };
    expect(userSettingsSchema.parse({ rebalancing: stored }).rebalancing).toMatchObject({ ...stored, trigger: 'bands', expectedContribution: '0' });
  });

  it.each(['-1', '', '1e3', '1.234', 'some'])('refuse to expect %j', (expectedContribution) => {
    const form = { bandKind: 'none', points: '4', fraction: '20', oneWayCost: '0.3', trigger: 'monthly', destination: 'edge', minTrade: '25', expectedContribution, simple: '' };
    expect(rebalancingFormSchema.safeParse(form).error?.issues.map(({ path }) => path)).toEqual([['expectedContribution']]);
  });

  it.each([['12,5', 0.125], ['12.5', 0.125], ['0', 0], ['100', 1]])('reads %s %% as %f', (text, share) => {
    expect(taxFormSchema.parse({ shortRate: text, longRate: '0', lotMethod: 'fifo', feeBps: '10' }).tax.shortRate).toBe(share);
  });

  it.each(['-1', '101', '1e1', 'NaN', '', '12.5 %'])('refuses %j %%', (text) => {
    expect(taxFormSchema.safeParse({ shortRate: text, longRate: '0', lotMethod: 'fifo', feeBps: '10' }).success).toBe(false);
  });

  it.each([
    ['absolute', { kind: 'absolute', points: 0.04 }], ['relative', { kind: 'relative', fraction: 0.2 }], ['either', { kind: 'either', points: 0.04, fraction: 0.2 }],
    ['costAware', { kind: 'costAware', oneWayCost: 0.003, riskAversion: 1 }], ['none', { kind: 'none' }],
  ])('makes a band of the kind %s', (bandKind, band) => {
    const form = { bandKind, points: '4', fraction: '20', oneWayCost: '0.3', trigger: 'monthly', destination: 'edge', minTrade: '25.50', expectedContribution: '500', simple: '' };
    expect(rebalancingFormSchema.parse(form)).toEqual({ rebalancing: { band, trigger: 'monthly', destination: 'edge', minTrade: '25.50', contributionsFirst: false, expectedContribution: '500' }, targets: { simple: null } });
  });
});

describe('readForm', () => {
  const schema = z.object({ name: z.string().min(2, { error: 'Too short.' }), password: z.string().min(2, { error: 'Too short.' }) });

  it('gives back what was typed, one message a field, and never a password', () => {
    expect(readForm(schema, formOf({ name: 'x', password: 's', $ACTION_ID: 'hidden' }))).toEqual({ ok: false, state: { status: 'refused', message: 'Please check the marked fields.', errors: { name: 'Too short.', password: 'Too short.' }, values: { name: 'x' } } });
  });

  it('drops the character that no database takes', () => {
    expect(readForm(schema, formOf({ name: 'a\u0000b', password: 'long' }))).toMatchObject({ ok: true, value: { name: 'ab' } });
  });
});

describe('signUpSchema', () => {
  it.each([
    ['someone@example.org', 'correct horse battery', true],
    [' Someone@Example.ORG ', 'correct horse battery', true],
    ['someone@example.org', 'someone is here', false],
    ['someone@example.org', 'aaaaaaaaaaaa', false],
    ['someone@example.org', 'short', false],
    ['someone@example.org', 'x1y2'.repeat(51), false],
    ['no address', 'correct horse battery', false],
  ])('%s with %s: %s', (email, newPassword, good) => {
    expect(signUpSchema.safeParse({ email, newPassword }).success).toBe(good);
  });
});
