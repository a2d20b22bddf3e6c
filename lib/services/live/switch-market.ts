import 'server-only';
import fs from 'node:fs/promises';
import path from 'node:path';
import { deleteAppSetting } from '@/lib/data/app-settings';
import { dropSimulatedMarket } from '@/lib/data/simulated-market';
import { env } from '@/lib/env';
import type { SwitchRequest } from '@/lib/schemas/switch-market';
import { writeBackup } from '@/lib/services/backup/write-backup';
import type { Report } from '@/lib/services/jobs/track-job';
import { openSources } from './open-sources';
import { probeSources } from './probe';
import { requestedSwitch, SWITCH_KEY } from './switch-state';

/** The agreement names its backup, so that a switch that was interrupted finds the one it has written. */
function backupOf({ requestedAt }: SwitchRequest): string {
  const stamp = requestedAt.slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  return path.resolve(env.BANDWISE_DATA_DIR, 'backups', `bandwise-simulated-${stamp}.tar`);
}

/** A backup appears under its name only when it is whole. */
async function ensureBackup(file: string, report: Report): Promise<void> {
  if (await fs.access(file).then(() => true, () => false)) return;
  await fs.mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeBackup(file, env.BANDWISE_DATA_DIR, (table) => report(0.4, `backup: ${table}`));
}

/**
 * Makes room for the live market: once the owner has agreed, a source answers and a backup is written, the simulated market is dropped,
 * users, plans and ledgers stay. Every step can be interrupted and repeated. Loading the live market is the next job's work.
 */
export async function switchMarket(report: Report): Promise<string> {
  const agreed = await requestedSwitch();
  if (!agreed) return 'nobody has agreed to switch';
  report(0, 'asking whether a source answers');
  if (!(await probeSources((await openSources()).providers))) throw new Error('No source answers now: the simulated market stays. The switch is tried again when you ask for it.');
  const file = backupOf(agreed);
  await ensureBackup(file, report);
  report(0.9, 'dropping the simulated market');
  const dropped = await dropSimulatedMarket();
  await deleteAppSetting(SWITCH_KEY);
  return dropped ? `the simulated market is gone; its backup is ${file}` : 'there was no simulated market any more';
}
