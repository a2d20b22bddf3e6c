import 'server-only';
import { systemClock } from '@/lib/clock';
import { CHAIN, nextInChain, runJob, type ChainJob } from '@/lib/services/jobs/chain';
import { marketMode } from '@/lib/services/jobs/market-mode';
import { activeMarket, isStale } from '@/lib/services/jobs/stale-jobs';
import { trackJob, type RunOf } from '@/lib/services/jobs/track-job';
import { saveJob } from '@/lib/services/jobs/worker-session';
import { refreshCategories } from '@/lib/services/live/categories';
import { catchUp } from '@/lib/services/live/daily-closes';
import type { Live } from '@/lib/services/live/live';
import { remergeLive } from '@/lib/services/live/merge-live';
import { openLive } from '@/lib/services/live/open-live';
import { offerSwitch } from '@/lib/services/live/offer-switch';
import { refreshDeveloper, refreshNews, refreshOnChain, refreshQuotes, refreshUniverse, refreshYields } from '@/lib/services/live/refresh';
import { refreshLiquidity } from '@/lib/services/live/refresh-liquidity';
import { switchMarket } from '@/lib/services/live/switch-market';
import { forecastMarket } from '@/lib/services/model/forecast-market';
import { forecastsAreOn } from '@/lib/services/model/forecast-settings';
import type { Handlers } from './runner';
import { scheduleOf, type JobName } from './schedule';

type LiveJob = Exclude<JobName, ChainJob | 'probe' | 'switch' | 'forecast'>;

async function fetchDay(live: Live, tell: (fraction: number, words: string) => void): Promise<string> {
  const { day, stored, late, tasks, troubles } = await catchUp(live, tell);
  const parts = [`${stored} answers about ${day}`, ...(late > 0 ? [`${late} late`] : []), ...(tasks > 0 ? [`${tasks} histories to come`] : []), ...troubles];
  return parts.join('; ');
}

async function mergeAnew({ datasetId }: Live): Promise<string> {
  const { days, conflicts } = await remergeLive(datasetId);
  return `${days} days changed, ${conflicts} conflicts`;
}

/** Jobs on the live market. */
const LIVE_JOBS: Record<LiveJob, (live: Live, tell: (fraction: number, words: string) => void) => Promise<string>> = {
  closes: fetchDay,
  quotes: refreshQuotes,
  universe: refreshUniverse,
  categories: refreshCategories,
  liquidity: refreshLiquidity,
  'on-chain': refreshOnChain,
  developer: refreshDeveloper,
  news: refreshNews,
  yields: refreshYields,
  merge: mergeAnew,
};

const AFTER_FIRST_START = ['categories', 'universe', 'developer', 'on-chain', 'news', 'yields'] as const;

const isChainJob = (name: JobName): name is ChainJob => CHAIN.some((job) => job === name);

/** No reason to be off: it has a time, and works from the first one at which there is a market. */
const WAITS_FOR_MARKET = 'asks once there is a live market';

/** Why a job has nothing to do here now; null where it has. */
async function idleReason(name: JobName): Promise<string | null> {
  const { neededBy } = scheduleOf(name);
  if (neededBy === 'always') return null;
  if (neededBy === 'forecast') return forecastsAreOn() ? null : '';
  if (marketMode() !== 'live') return '';
  if (neededBy === 'simulated') return (await activeMarket())?.simulated === true ? null : 'the market is not simulated';
  return (await openLive()) === null ? WAITS_FOR_MARKET : null;
}

async function runForecast(run: RunOf): Promise<void> {
  const market = await activeMarket();
  if (!market) return;
  await trackJob('forecast', market.version, async (onProgress) => {
    const { words } = await forecastMarket(market.datasetId, { onProgress, over: run.over });
    return words;
  }, run);
}

async function runOther(name: Exclude<JobName, ChainJob>, run: RunOf): Promise<void> {
  if (name === 'probe') return void (await trackJob(name, null, offerSwitch, run));
  if (name === 'forecast') return runForecast(run);
  if (name === 'switch') return void (await trackJob(name, null, switchMarket, run));
  const live = await openLive(systemClock, run.over);
  if (live) await trackJob(name, null, (report) => LIVE_JOBS[name](live, report), run);
}

/** Whether what is computed no longer fits the market that is stored. */
export const mustCompute = (): Promise<boolean> => isStale('scores');

export const handlers: Handlers = {
  async run(name, run) {
    if (isChainJob(name)) return void (await runJob(name, run));
    const idle = await idleReason(name);
    if (idle === null) return runOther(name, run);
    const waits = idle === WAITS_FOR_MARKET;
    await saveJob(name, { state: waits ? 'waiting' : 'off', progress: null, detail: idle || null, error: null, nextRun: waits ? (run.nextRun ?? null) : null });
  },

  async follow(name, failed, send) {
    // After a switch the market is loaded anew; what is stored can be computed also after a failed import.
    if (name === 'switch') return send('import');
    if (name === 'merge') return (await mustCompute()) ? send('scores') : undefined;
    // Whoever forecast, and whatever changed: indices that are of the same forecasts are found to stand at once.
    if (name === 'forecast') return failed ? undefined : send('indices');
    const next = nextInChain(name);
    if (next && (!failed || name === 'import') && (await activeMarket())) await send(next);
    if (!failed && name === 'scores' && forecastsAreOn()) await send('forecast');
    // A market that has just begun knows prices; what its assets are comes next.
    if (!failed && name === 'import' && marketMode() === 'live') for (const job of AFTER_FIRST_START) await send(job);
  },
};
