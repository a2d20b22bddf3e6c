import 'server-only';
import fs from 'node:fs/promises';
import { env } from '@/lib/env';
import { pool } from './pool';

/** What a person is told whose change cannot be stored. */
export const DISK_FULL = 'The disk of the database is full: nothing can be saved until there is room again. What is stored can be read meanwhile.';

/**
 * Below this people's changes are refused: what is left lets the database keep its journal and go on reading. One that cannot even write
 * its journal stops.
 */
const KEPT_FOR_READING = 32_000_000;
/** Below this background work, which writes most, waits: people's changes come first. */
const KEPT_FOR_PEOPLE = 160_000_000;

const HERE = ['127.0.0.1', 'localhost', '[::1]'];

let folder: Promise<string | null> | undefined;

/** Where the database keeps its files; null on another machine, or where its server does not tell. */
async function askFolder(): Promise<string | null> {
  if (!HERE.includes(new URL(env.DATABASE_URL).hostname)) return null;
  const { rows } = await pool.query<{ folder: string | null }>(`SELECT max(setting) AS folder FROM pg_settings WHERE name = 'data_directory'`);
  return rows[0]?.folder ?? null;
}

/** Bytes left on the disk of the database; null where that cannot be seen. */
export async function diskLeft(): Promise<number | null> {
  try {
    folder ??= askFolder();
    const where = await folder;
    if (where === null) return null;
    const { bavail, bsize } = await fs.statfs(where);
    return bavail * bsize;
  } catch {
    folder = undefined;
    return null;
  }
}

/** Whether there is no room for what people change. */
export async function isDiskFull(): Promise<boolean> {
  const left = await diskLeft();
  return left !== null && left < KEPT_FOR_READING;
}

/** Whether background work may write; what is left decides, and where that cannot be seen the database itself. */
export async function hasRoomForWork(): Promise<boolean> {
  const left = await diskLeft();
  return left === null || left >= KEPT_FOR_PEOPLE;
}

const FULL_CODES = ['53100', 'ENOSPC', 'EDQUOT'];
const FULL_WORDS = /No space left on device|Disk quota exceeded|could not extend file|\b53100\b/i;

/** Whether an error, or what caused it, is a full disk. */
export function isDiskFullError(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 5) return false;
  const { code, message, cause } = error as { code?: unknown; message?: unknown; cause?: unknown };
  return FULL_CODES.includes(String(code)) || FULL_WORDS.test(String(message)) || isDiskFullError(cause, depth + 1);
}

/** For notes that reading makes beside itself: where there is no room for them, it goes on without. */
export async function unlessDiskFull(note: Promise<unknown>): Promise<void> {
  try {
    await note;
  } catch (error) {
    if (!isDiskFullError(error)) throw error;
  }
}
