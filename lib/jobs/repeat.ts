import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { logger } from '@/lib/logger';

/** Does something again and again until the signal; what fails once is tried again the next time. */
export async function repeat(everyMs: number, over: AbortSignal, action: () => Promise<void>): Promise<void> {
  while (!over.aborted) {
    await action().catch((error: unknown) => {
      if (!over.aborted) logger.warn({ reason: error instanceof Error ? error.message : String(error) }, 'could not look for work');
    });
    await pause(everyMs, undefined, { signal: over }).catch(() => undefined);
  }
}
