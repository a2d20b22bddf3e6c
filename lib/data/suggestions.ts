import 'server-only';
import type { Db } from './accounts';
import type { Prisma } from './generated/client';
import { prisma } from './prisma';

/** A stored suggestion; `input` and `result` are parsed by the caller. */
export interface SuggestionRow {
  readonly id: string;
  readonly state: string;
  readonly input: unknown;
  readonly result: unknown;
  readonly pricesDay: string;
  readonly datasetId: number;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly acceptedAt: Date | null;
}

const FIELDS = { id: true, state: true, input: true, result: true, pricesDay: true, datasetId: true, createdAt: true, expiresAt: true, acceptedAt: true } as const;

function toRow(row: Omit<SuggestionRow, 'pricesDay'> & { readonly pricesDay: Date }): SuggestionRow {
  return { ...row, pricesDay: row.pricesDay.toISOString().slice(0, 10) };
}

export async function findSuggestion(userId: string, id: string, db: Db = prisma): Promise<SuggestionRow | null> {
  const row = await db.suggestion.findFirst({ where: { id, userId }, select: FIELDS });
  return row === null ? null : toRow(row);
}

/** Those that were accepted, newest first, and how many were only looked at. */
export async function listAcceptedSuggestions(userId: string, limit: number): Promise<SuggestionRow[]> {
  const rows = await prisma.suggestion.findMany({ where: { userId, state: 'accepted' }, select: FIELDS, orderBy: [{ acceptedAt: 'desc' }, { id: 'desc' }], take: limit });
  return rows.map(toRow);
}

/** Open ones that have not expired, newest first. */
export async function listOpenSuggestions(userId: string, now: Date, db: Db = prisma): Promise<SuggestionRow[]> {
  const rows = await db.suggestion.findMany({ where: { userId, state: 'open', expiresAt: { gt: now } }, select: FIELDS, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] });
  return rows.map(toRow);
}

interface Snapshot {
  readonly input: object;
  readonly result: object;
  readonly pricesDay: string;
  readonly datasetId: number;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Stores a snapshot and clears away the named ones, which nobody accepted. */
export async function insertSuggestion(userId: string, snapshot: Snapshot, obsolete: readonly string[], db: Db): Promise<SuggestionRow> {
  await db.suggestion.deleteMany({ where: { userId, state: 'open', OR: [{ id: { in: [...obsolete] } }, { expiresAt: { lte: snapshot.createdAt } }] } });
  const data = { ...snapshot, userId, state: 'open', pricesDay: new Date(`${snapshot.pricesDay}T00:00:00Z`), input: snapshot.input as Prisma.InputJsonValue, result: snapshot.result as Prisma.InputJsonValue };
  return toRow(await db.suggestion.create({ data, select: FIELDS }));
}

export async function markAccepted(userId: string, id: string, acceptedAt: Date, db: Db): Promise<boolean> {
  return (await db.suggestion.updateMany({ where: { id, userId, state: 'open' }, data: { state: 'accepted', acceptedAt } })).count > 0;
}
