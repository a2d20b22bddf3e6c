import 'server-only';
import type { z } from 'zod';
import { activeDataset } from '@/lib/data/dataset';
import type { conflictsEndpoint, quarantineEndpoint, refusedEndpoint, withheldEndpoint } from '@/lib/schemas/api/status';
import { readQuarantine } from '@/lib/services/market/read-quarantine';
import { readConflicts, readRefused, readWithheld } from './read-source-records';

interface Asked {
  readonly source?: string | undefined;
  readonly limit: number;
  readonly page: number;
}

const NONE = { rows: [], total: 0, page: 1, pages: 1 };
const partOf = ({ source, limit, page }: Asked) => ({ source: source ?? null, limit, page });

/** `GET /status/conflicts`. */
export async function answerConflicts(asked: Asked): Promise<z.input<typeof conflictsEndpoint.response>> {
  const dataset = await activeDataset();
  const { rows, ...place } = dataset === null ? NONE : await readConflicts(dataset.id, partOf(asked));
  return { conflicts: rows.map(({ assetId, ...row }) => ({ asset: assetId, ...row })), ...place };
}

/** `GET /status/withheld`. */
export async function answerWithheld(asked: Asked): Promise<z.input<typeof withheldEndpoint.response>> {
  const dataset = await activeDataset();
  const { rows, ...place } = dataset === null ? NONE : await readWithheld(dataset.id, partOf(asked));
  return { withheld: rows.map(({ assetId, ...row }) => ({ asset: assetId, ...row })), ...place };
}

/** `GET /status/refused`. */
export async function answerRefused(asked: Asked): Promise<z.input<typeof refusedEndpoint.response>> {
  const { rows, ...place } = await readRefused(partOf(asked));
  return { refused: rows.map(({ id: _, lastAt, ...row }) => ({ ...row, lastAt: lastAt.toISOString() })), ...place };
}

/** `GET /status/quarantine`. */
export async function answerQuarantine({ limit, page }: Asked): Promise<z.input<typeof quarantineEndpoint.response>> {
  const dataset = await activeDataset();
  if (dataset === null) return { quarantine: [], total: 0, page: 1, pages: 1 };
  const found = await readQuarantine(dataset.id, page, limit);
  return { quarantine: found.rows.map(({ id: _, assetId, ...row }) => ({ asset: assetId, ...row })), total: found.total, page: found.page, pages: found.pages };
}
