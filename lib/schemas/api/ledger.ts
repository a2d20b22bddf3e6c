import { z } from 'zod';
import { CASH, TRANSACTION_KINDS } from '@/lib/domain/portfolio/ledger';
import { accountSchema, ACCOUNT_KINDS, TAX_TREATMENTS } from '../portfolio';
import { cursor, dayOut, dayRange, decimalOut, IN_ORDER, inOrder, isoDay, nonNegativeDecimal, ofMarket, positiveDecimal, queryLimit, slug, uuid } from './common';
import { defineEndpoint } from './registry';

/** What the ledger can hold: 18 digits before the point and 18 after it. */
const fits = (text: string): boolean => /^\d{1,18}(\.\d{1,18})?$/.test(text);
const FITS = { error: 'must have at most 18 digits before the point and 18 after it' };
const reference = z.string().trim().min(1).max(60).meta({ description: 'The id or the name of one of your accounts.' });

const named = z.object({ id: z.uuid(), name: z.string() });

const transaction = z.object({
  id: z.uuid(),
  day: dayOut,
  kind: z.enum(TRANSACTION_KINDS),
  account: named,
  toAccount: named.nullable(),
  asset: z.string(),
  quantity: decimalOut,
  toAsset: z.string().nullable(),
  toQuantity: decimalOut.nullable(),
  price: decimalOut.nullable(),
  fee: decimalOut,
  note: z.string(),
  suggestion: z.uuid().nullable(),
  simulated: z.boolean().meta({ description: 'Entered at simulated prices: left out of what you hold on a real market.' }),
});

/** What is wrong with the fields of a migration: place and words. */
function migrationProblems({ kind, asset, toAsset, toQuantity, price }: { readonly kind: string; readonly asset: string; readonly toAsset?: string | undefined; readonly toQuantity?: string | undefined; readonly price?: string | undefined }): [string, string][] {
  const given = [['toAsset', toAsset], ['toQuantity', toQuantity]] as const;
  if (kind !== 'migration') return given.flatMap(([path, value]) => (value === undefined ? [] : [[path, 'belongs to a migration only']]));
  const absent = given.flatMap(([path, value]): [string, string][] => (value === undefined ? [[path, 'is required for a migration']] : []));
  if (asset === CASH) absent.push(['asset', 'must be a token: US dollars do not migrate']);
  if (price !== undefined) absent.push(['price', 'does not belong to a migration: its lots keep what they cost']);
  if (toAsset === asset || toAsset === CASH) absent.push(['toAsset', 'must be another token']);
  return absent;
}

export const transactionBodySchema = z
  .strictObject({
    kind: z.enum(TRANSACTION_KINDS),
    day: isoDay,
    asset: slug.meta({ description: `An asset's id; US dollars are ${CASH}.` }),
    quantity: positiveDecimal.refine(fits, FITS),
    toAsset: slug.optional().meta({ description: 'What a migration made of the asset: its lots carry through with their days and basis; no sale.' }),
    toQuantity: positiveDecimal.refine(fits, FITS).optional().meta({ description: 'Units of `toAsset` that a migration brought.' }),
    price: nonNegativeDecimal.refine(fits, FITS).optional().meta({ description: 'USD per unit; needed for a buy and a sell. Income without a price takes the close of its day.' }),
    fee: nonNegativeDecimal.refine(fits, FITS).default('0').meta({ description: 'USD.' }),
    account: reference.optional().meta({ description: 'The id or the name of one of your accounts. Absent: your only account, or a first one named Main.' }),
    toAccount: reference.optional().meta({ description: 'Where a transfer goes.' }),
    note: z.string().max(200).default(''),
    funded: z.boolean().optional().meta({ description: 'For a buy: the money came from outside at the same time, so a deposit is booked before it.' }),
  })
  .superRefine((body, context) => {
    const { kind, asset, price, toAccount, account, funded } = body;
    const wrong = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
    const trade = kind === 'buy' || kind === 'sell';
    if (trade && price === undefined) wrong('price', 'is required for a trade');
    if (trade && asset === CASH) wrong('asset', 'must be a token: US dollars are deposited or withdrawn');
    for (const [path, message] of migrationProblems(body)) wrong(path, message);
    if (kind === 'transfer' && toAccount === undefined) wrong('toAccount', 'is required for a transfer');
    if (kind !== 'transfer' && toAccount !== undefined) wrong('toAccount', 'belongs to a transfer only');
    if (toAccount !== undefined && toAccount === account) wrong('toAccount', 'must be another account');
    if (funded !== undefined && kind !== 'buy') wrong('funded', 'belongs to a buy only');
  });
export type TransactionBody = z.output<typeof transactionBodySchema>;

export const listTransactionsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/me/transactions',
  tag: 'Mine',
  summary: 'Your transactions, newest first.',
  mayBeMissing: true,
  query: z.strictObject({ asset: slug.optional(), account: uuid.optional(), kind: z.enum(TRANSACTION_KINDS).optional(), ...dayRange, limit: queryLimit(100), cursor: cursor.pipe(uuid).optional() }).refine(inOrder, IN_ORDER),
  response: z.object({ transactions: z.array(transaction), next: z.string().nullable(), ...ofMarket }),
  ofMarket: true,
});

export const addTransactionEndpoint = defineEndpoint({
  method: 'POST',
  path: '/me/transactions',
  tag: 'Mine',
  summary: 'Books a transaction. What would overdraw an account is refused, whole.',
  body: transactionBodySchema,
  response: transaction,
  status: 201,
  mayBeMissing: true,
  idempotent: true,
  ofMarket: true,
});

export const removeTransactionEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/me/transactions/{id}',
  tag: 'Mine',
  summary: 'Takes a transaction out; refused where later ones live on it.',
  params: z.strictObject({ id: uuid }),
  response: z.object({ id: z.uuid(), removed: z.literal(true) }),
});

const account = z.object({ id: z.uuid(), name: z.string(), kind: z.string().meta({ examples: [...ACCOUNT_KINDS] }), taxTreatment: z.string().meta({ examples: [...TAX_TREATMENTS] }) });

export const listAccountsEndpoint = defineEndpoint({ method: 'GET', path: '/me/accounts', tag: 'Mine', summary: 'Your accounts and wallets.', response: z.object({ accounts: z.array(account) }) });

export const addAccountEndpoint = defineEndpoint({ method: 'POST', path: '/me/accounts', tag: 'Mine', summary: 'Opens an account; a name stands once.', body: z.strictObject(accountSchema.shape), response: account, status: 201 });
