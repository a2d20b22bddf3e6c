import fs from 'node:fs';
import { PlainError } from '../plain-error.mjs';

const CANDIDATES = ['postgres', 'nobody'];

/**
 * PostgreSQL refuses to run as root: then it runs as the one who made the cluster, and a new one as another user of the machine.
 * @returns {{ name: string, uid: number, gid: number } | null} null where we are a normal user ourselves
 */
export function serviceUser(pgdata, passwd = '/etc/passwd') {
  if (process.getuid?.() !== 0) return null;
  const made = fs.statSync(pgdata, { throwIfNoEntry: false });
  if (made && made.uid !== 0) return { name: String(made.uid), uid: made.uid, gid: made.gid };
  const lines = fs.existsSync(passwd) ? fs.readFileSync(passwd, 'utf8').split('\n') : [];
  for (const name of CANDIDATES) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (fields) return { name, uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new PlainError("The database does not run as root, and neither the user 'postgres' nor 'nobody' exists. Start as a normal user, or set DATABASE_URL.");
}

/** Options for a child process that runs as that user. */
export const asUser = (user) => (user ? { uid: user.uid, gid: user.gid } : {});
