import 'server-only';
import { z } from 'zod';

/** `/fng/`: an index from 0 to 100 for each day, the newest first; every number is text. */
export const fearGreedSchema = z.object({
  data: z.array(z.unknown()),
  metadata: z.object({ error: z.string().nullish() }).nullish(),
});

export const fearGreedEntrySchema = z.object({
  value: z.string().regex(/^\d{1,3}$/, { error: 'is not a whole number' }),
  /** Seconds since 1970; 00:00 UTC of the day that the value is published for. */
  timestamp: z.string().regex(/^\d{1,12}$/, { error: 'is not a time' }),
});
