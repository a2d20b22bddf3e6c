import fs from 'node:fs';
import path from 'node:path';
import { pool } from '@/lib/data/pool';
import { writeBackup } from '@/lib/services/backup/write-backup';
import { dataFolder } from './launcher/data-folder.mjs';
import { complain } from './launcher/say.mjs';

/** `npm run backup [-- FILE]`: everything of this installation in one file. */
async function main(given: string | undefined): Promise<void> {
  const folder = dataFolder();
  const stamp = new Date().toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  const file = given ? path.resolve(process.env.INIT_CWD ?? '.', given) : path.join(folder, 'backups', `bandwise-${stamp}.tar`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const { tables } = await writeBackup(file, folder, (name, rows) => console.log(`  ${name}: ${rows} rows`));
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(`${file}: ${rows} rows of ${tables.length} tables, ${(fs.statSync(file).size / 1e6).toFixed(1)} MB. It holds secrets: keep it as safe as the data.`);
}

try {
  await main(process.argv[2]);
} catch (error) {
  complain(error);
  process.exitCode = 1;
} finally {
  await pool.end();
}
