import 'server-only';
import { firstStart } from './first-start';
import type { Tell } from './daily-closes';
import { makeLive } from './open-live';
import { openSources } from './open-sources';
import { probeSources } from './probe';

/** Starts the live market where a source answers; null where none does within a few seconds. */
export async function startLive(tell: Tell): Promise<string | null> {
  tell(0, 'asking whether a source answers');
  const provider = await probeSources((await openSources()).providers);
  return provider && firstStart(await makeLive(), provider, tell);
}
