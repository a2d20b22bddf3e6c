import { z } from 'zod';
import { LISTING, NETWORK_SOURCES, ORDERED_FACTS, sourceSettingsSchema, type NetworkSource } from './sources';

/** A source's name as a form sends it. */
const source = z.string().max(40).regex(/^[a-z0-9:-]+$/).refine((name): name is NetworkSource => NETWORK_SOURCES.some((known) => known === name) || /^exchange:[a-z0-9]{2,30}$/.test(name));

export const retrySourceSchema = z.object({ source });
export const enableSourceSchema = z.object({ source, enabled: z.enum(['yes', 'no']) });
export const moveSourceSchema = z.object({ fact: z.enum(ORDERED_FACTS), source, by: z.enum(['up', 'down']) });

const whole = (min: number, max: number) => z.string().trim().regex(/^\d{1,12}$/, { error: 'Enter a whole number.' }).transform(Number).pipe(z.int().min(min, { error: `At least ${min}.` }).max(max, { error: `At most ${max}.` }));
const rate = z.string().trim().regex(/^\d{1,6}(\.\d{1,3})?$/, { error: 'Enter a number, e.g. 30 or 0.5.' }).transform(Number).pipe(z.number().gt(0, { error: 'More than 0.' }).max(100_000, { error: 'At most 100000.' }));

/** An empty month has no allowance. */
export const limitFormSchema = z.object({
  source,
  capacity: whole(1, 10_000),
  perMinute: rate,
  perMonth: z.union([z.string().trim().length(0).transform(() => null), whole(1, 1_000_000_000)], { error: 'Enter a whole number, or nothing.' }),
});

const lines = (text: string): string[] => [...new Set(text.split(/[\r\n,]+/).map((line) => line.trim()).filter(Boolean))];
const { feeds, exchanges } = sourceSettingsSchema.shape;

/** Lists are typed one a line. */
export const listsFormSchema = z.object({
  feeds: z.string().max(30_000).transform(lines).pipe(feeds.unwrap()),
  exchanges: z.string().max(1_000).transform((text) => lines(text.toLowerCase())).pipe(exchanges.unwrap()),
  listing: whole(LISTING.min, LISTING.max),
});
