import 'server-only';
import { z } from 'zod';

/** A page of anything: its rows are read one by one, so that a bad one spoils no other. */
export const pageSchema = z.looseObject({ data: z.array(z.unknown()), next_page_url: z.string().min(1).nullish() });

/** One day of one asset. Metrics stand beside these under their own names, as text; `METRIC-status` and the like are let be. */
export const rowSchema = z.looseObject({ asset: z.string().min(1), time: z.string().min(1) });
export type MetricsRow = z.output<typeof rowSchema>;

/** Which metrics of an asset are told, how often, and whether without a paid plan. */
export const catalogRowSchema = z.looseObject({
  asset: z.string().min(1),
  metrics: z.array(z.looseObject({ metric: z.string().min(1), frequencies: z.array(z.looseObject({ frequency: z.string(), community: z.boolean().nullish() })) })),
});

export const errorSchema = z.looseObject({ error: z.looseObject({ type: z.string(), message: z.string() }) });
