import 'server-only';
import { hasRoomForWork } from '@/lib/data/disk-space';
import { saveJob } from '@/lib/data/job-state';
import { logger } from '@/lib/logger';

export { hasRoomForWork, isDiskFullError } from '@/lib/data/disk-space';

/** Why work stands still, for job_state. */
export const WAITS_FOR_ROOM = 'The disk of the database is full: this goes on when there is room again.';

/** Asks before work is taken whether there is room for it; what has to wait says why, once. */
export function createRoomWatch(): (waiting: Iterable<string>) => Promise<boolean> {
  const told = new Set<string>();
  return async (waiting) => {
    if (await hasRoomForWork()) {
      if (told.size > 0) logger.info('the disk has room again: work goes on');
      told.clear();
      return true;
    }
    if (told.size === 0) logger.warn('the disk of the database is full: work waits for room');
    for (const name of waiting) {
      if (told.has(name)) continue;
      told.add(name);
      await saveJob(name, { state: 'waiting', progress: null, detail: WAITS_FOR_ROOM, error: null });
    }
    return false;
  };
}
