import 'server-only';
import { createHash } from 'node:crypto';
import type { LiveModel } from '@/lib/domain/scores/forecast/live';
import type { Member } from '@/lib/domain/scores/forecast/settings';
import type { ModelBytes } from '@/lib/data/forecast-store';

/** Under this name stands what joins the models: features, weights, calibration. */
const COMBINE = 'combine';

function stored(member: string, bytes: Uint8Array): ModelBytes {
  return { member, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** The newest models as they are stored: each by its kind, and what joins them as JSON. */
export function packModels({ models, ...combine }: LiveModel): ModelBytes[] {
  const kinds = models.map(({ kind }) => kind);
  return [...models.map(({ kind, bytes }) => stored(kind, bytes)), stored(COMBINE, new TextEncoder().encode(JSON.stringify({ ...combine, kinds })))];
}

/** The models of a run as they predict; null where their bytes are not kept any more. */
export function unpackModels(bytes: ReadonlyMap<string, Uint8Array>): LiveModel | null {
  const combine = bytes.get(COMBINE);
  if (!combine) return null;
  const { kinds, ...rest } = JSON.parse(new TextDecoder().decode(combine)) as Omit<LiveModel, 'models'> & { readonly kinds: readonly Member[] };
  const models = kinds.flatMap((kind) => {
    const each = bytes.get(kind);
    return each ? [{ kind, bytes: each }] : [];
  });
  // Weights go by position: a model less would weigh the others wrongly.
  return models.length === kinds.length ? { ...rest, models } : null;
}
