import { z } from 'zod';
import { parseIsoDay, type IsoDay } from '@/lib/domain/foundation/iso-day';
import { TRANSACTION_KINDS } from '@/lib/domain/portfolio/ledger';

export const ACCOUNT_KINDS = ['exchange', 'wallet', 'broker'] as const;
export const TAX_TREATMENTS = ['taxable', 'deferred', 'free'] as const;

/** An amount as a person types it: digits, at most 18 decimals, a comma or a point. */
const amount = z
  .string()
  .trim()
  .transform((text) => text.replace(/[\s,](?=\d{3}(\D|$))/g, '').replace(',', '.'))
  .pipe(z.string().regex(/^\d{1,18}(\.\d{1,18})?$/, { error: 'Enter a number such as 0.25, with at most 18 decimals.' }));
const above = amount.refine((text) => /[1-9]/.test(text), { error: 'Must be greater than 0.' });
const optional = <T extends z.ZodType>(schema: T) => z.union([z.literal('').transform(() => undefined), schema]).optional();

const day = z.string().transform((text, context): IsoDay => {
  const parsed = parseIsoDay(text);
  if (parsed === null) context.addIssue({ code: 'custom', message: 'Enter a day that exists.' });
  return parsed ?? (text as IsoDay);
});

const asset = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, { error: 'Choose a token.' });

export const accountSchema = z.object({
  name: z.string().trim().min(1, { error: 'Give it a name.' }).max(60, { error: 'At most 60 characters.' }),
  kind: z.enum(ACCOUNT_KINDS, { error: 'Choose what it is.' }),
  taxTreatment: z.enum(TAX_TREATMENTS, { error: 'Choose how it is taxed.' }).default('taxable'),
});
export type AccountInput = z.output<typeof accountSchema>;

/** One transaction as a form or the API sends it. Cash is the asset `usd`. */
export const transactionSchema = z
  .object({
    accountId: z.uuid({ error: 'Choose an account.' }),
    toAccountId: optional(z.uuid({ error: 'Choose where it goes.' })),
    kind: z.enum(TRANSACTION_KINDS, { error: 'Choose what happened.' }),
    day,
    asset,
    quantity: above,
    /** What a migration made of it; other kinds have none. */
    toAsset: optional(asset),
    toQuantity: optional(above),
    unitPrice: optional(amount),
    fee: optional(amount),
    note: z.string().trim().max(200, { error: 'At most 200 characters.' }).default(''),
    /** The money came from outside at the same time: a deposit is recorded before the purchase. */
    funded: z.union([z.literal('on').transform(() => true), z.boolean()]).optional(),
  })
  .superRefine((input, context) => {
    const wrong = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
    if ((input.kind === 'buy' || input.kind === 'sell') && input.unitPrice === undefined) wrong('unitPrice', 'A trade needs its price.');
    if ((input.kind === 'buy' || input.kind === 'sell') && input.asset === 'usd') wrong('asset', 'US dollars are deposited or withdrawn, not traded.');
    if (input.kind === 'migration' && input.toAsset === undefined) wrong('toAsset', 'Choose what it became.');
    if (input.kind === 'migration' && input.toQuantity === undefined) wrong('toQuantity', 'Enter the units that came of it.');
    if (input.kind === 'migration' && input.toAsset === input.asset) wrong('toAsset', 'Choose another token.');
    if (input.kind === 'migration' && input.asset === 'usd') wrong('asset', 'US dollars do not migrate.');
    if (input.kind === 'migration' && input.toAsset === 'usd') wrong('toAsset', 'A coin that becomes money is sold.');
    if (input.kind !== 'migration' && (input.toAsset ?? input.toQuantity) !== undefined) wrong('toAsset', 'Belongs to a migration only.');
    if (input.kind === 'transfer' && input.toAccountId === undefined) wrong('toAccountId', 'Choose where it goes.');
    if (input.kind === 'transfer' && input.toAccountId === input.accountId) wrong('toAccountId', 'Choose another account.');
  });
export type TransactionInput = z.output<typeof transactionSchema>;

const id = z.uuid();

/** Whether a path segment can be an id of ours at all. */
export function isId(text: string): boolean {
  return id.safeParse(text).success;
}
