import 'server-only';
import { z } from 'zod';
import { STATED_FIELDS, type Dossier } from '@/lib/domain/market/live-classification';

const dossierSchema = z.object({
  fields: z.partialRecord(z.enum(STATED_FIELDS), z.object({ value: z.unknown(), at: z.number(), described: z.boolean() })),
  labels: z.array(z.string()),
});

/** The stored detail of a source's asset; what no longer fits is as if nothing had been said. */
export function parseDossier(detail: unknown): Dossier {
  const parsed = dossierSchema.safeParse(detail);
  return parsed.success ? parsed.data : { fields: {}, labels: [] };
}
