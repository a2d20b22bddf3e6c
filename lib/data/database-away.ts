import 'server-only';

const UNREACHABLE = ['P1001', 'P1002', 'P1017', 'P2024', 'P2028', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', '57P01', '57P02', '57P03', '53300', '08006'];

/** The driver's words, which have no code, for a database that hangs or went away. */
const SILENT = /timeout exceeded when trying to connect|Query read timeout|Connection terminated|client has encountered a connection error/i;

/** Whether an error says that the database cannot be reached for a moment, not that a question to it was wrong. */
export function isDatabaseAway(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return UNREACHABLE.includes(code) || (error instanceof Error && SILENT.test(error.message));
}
