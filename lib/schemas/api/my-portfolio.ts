import { z } from 'zod';
import { dayOut, decimalOut, figure, uuid } from './common';
import { rebalanceAnswer } from './rebalance';
import { defineEndpoint } from './registry';
import { freshness } from './tokens';

const instant = z.iso.datetime();
const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();
const amount = decimalOut.nullable();

const returns = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), timeWeighted: figure, moneyWeighted: figure, reason: z.string().nullable(), from: dayOut, to: dayOut, steps: list(z.object({ day: dayOut, flow: z.number(), value: z.number(), growth: figure })) }),
  z.object({ ok: z.literal(false), reason: z.string() }),
]);

export const portfolioEndpoint = defineEndpoint({
  method: 'GET',
  path: '/me/portfolio',
  tag: 'Mine',
  summary: 'What you hold, valued at the last closes, and how it has done.',
  description: 'A position without a price has null and is not in the total. `unrealised` and `realised` are null where a basis is unknown.',
  response: z.object({
    day: dayOut,
    dataset: z.object({ id: z.int(), name: z.string(), source: z.string(), simulated: z.boolean() }),
    total: decimalOut,
    cash: decimalOut,
    missing: list(z.string()),
    positions: list(z.object({ asset: z.string(), symbol: z.string(), name: z.string(), quantity: decimalOut, price: amount, value: amount, weight: figure, cost: amount, gain: amount, cashLike: z.boolean().meta({ description: 'A stablecoin: cash of the plan.' }), lastClose: z.object({ day: dayOut, price: decimalOut }).nullable().meta({ description: 'The last close there is, also where it is too old to count.' }), freshness })),
    lots: list(z.object({ asset: z.string(), symbol: z.string(), account: z.string(), acquired: dayOut, quantity: decimalOut, unitCost: amount, gain: amount })),
    accounts: list(z.object({ id: z.uuid(), name: z.string(), kind: z.string(), taxTreatment: z.string(), cash: decimalOut, value: decimalOut })),
    transactions: z.int(),
    leftOut: z.int().meta({ description: 'Transactions entered at simulated prices: left out of all of this on a real market.' }),
    unrealised: amount,
    realised: amount,
    returns,
    migrations: list(
      z.object({ accountId: z.uuid(), account: z.string(), asset: z.string(), symbol: z.string(), name: z.string(), toAsset: z.string(), toSymbol: z.string(), toName: z.string(), quantity: decimalOut, toQuantity: decimalOut, day: dayOut, ratio: decimalOut, since: dayOut, source: z.string(), key: z.uuid() }),
    ).meta({ description: 'Coins held that became another one: post each as a transaction of kind `migration`; its lots carry through.' }),
  }),
  ofMarket: true,
});

const suggestion = rebalanceAnswer.extend({
  id: z.uuid().nullable().meta({ description: 'To accept it with; null where there is nothing to do.' }),
  state: z.string(),
  pricesDay: dayOut,
  createdAt: instant.nullable(),
  expiresAt: instant.nullable(),
  acceptedAt: instant.nullable(),
  simulated: z.boolean().meta({ description: 'Whether its prices are those of a simulated market.' }),
});

export const suggestionEndpoint = defineEndpoint({
  method: 'GET',
  path: '/me/suggestion',
  tag: 'Mine',
  summary: 'What you could do today: your plan, holdings and settings, at the last closes.',
  description: 'A snapshot that expires after 24 hours or when a price moves beyond 5 % (Rule 8.7). 404 before the first plan.',
  mayBeMissing: true,
  query: z.strictObject({
    contribution: z.string().regex(/^-?\d{1,12}(\.\d{1,2})?$/, { error: 'must be an amount in USD with at most 2 decimals' }).optional().meta({ description: 'USD to invest, or below 0 to take out.' }),
    destination: z.enum(['target', 'edge', 'halfway']).optional(),
  }),
  response: suggestion,
  ofMarket: true,
});

export const acceptSuggestionEndpoint = defineEndpoint({
  method: 'POST',
  path: '/me/suggestion/{id}/accept',
  tag: 'Mine',
  summary: 'Records the trades of a suggestion, all or none; once, however often it is asked.',
  params: z.strictObject({ id: uuid }),
  response: suggestion,
  ofMarket: true,
});
