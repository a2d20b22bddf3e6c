import path from 'node:path';

/** The checkout. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

export const fromRoot = (...parts) => path.join(ROOT, ...parts);

/** Settings that every program of ours starts with: no telemetry, no update notices. */
export const QUIET = { NEXT_TELEMETRY_DISABLED: '1', CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' };
