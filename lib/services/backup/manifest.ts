import 'server-only';
import { z } from 'zod';

export const MANIFEST = 'manifest.json';
export const tableFile = (name: string): string => `tables/${name}.copy.gz`;
export const secretFile = (name: string): string => `secrets/${name}`;

/** Secrets that travel with the data: without them everyone would be signed out. The database's own password belongs to its server. */
export const KEPT_SECRETS = ['nextauth-secret'];

export const manifestSchema = z.object({
  format: z.literal(1),
  version: z.string(),
  createdAt: z.string(),
  server: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.int(), sha256: z.string() })),
  sequences: z.array(z.object({ name: z.string(), value: z.string().nullable() })),
});

export type Manifest = z.infer<typeof manifestSchema>;
