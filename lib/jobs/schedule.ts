import 'server-only';

/**
 * Who needs a job:
 * - `always`: every installation;
 * - `live`: one whose market is fed by sources of the network;
 * - `simulated`: one that may ask the network and shows the simulated market for want of an answer;
 * - `forecast`: one that trains forecasts.
 */
export type NeededBy = 'always' | 'live' | 'simulated' | 'forecast';

export interface Schedule {
  /** When it is due, in UTC; null where something else asks for it. */
  readonly cron: string | null;
  readonly neededBy: NeededBy;
  /** Jobs of one lane never run at the same time, whatever worker has them: those that compute read what the one before stored. */
  readonly lane: string;
  /** Asked for at every start of a worker. Others are asked for at a start when their time has passed unused. */
  readonly atStart?: boolean;
}

const MARKET = 'market';

/** All background work and when it is due. Times of the network jobs are apart, so that they do not ask for the same quota at once. */
export const SCHEDULE = {
  // The chain: each passes on to the next.
  import: { cron: null, neededBy: 'always', lane: MARKET, atStart: true },
  scores: { cron: null, neededBy: 'always', lane: MARKET },
  indices: { cron: null, neededBy: 'always', lane: MARKET },
  alerts: { cron: '30 6 * * *', neededBy: 'always', lane: MARKET },
  // Asked for by scores; minutes of training keep nobody waiting, and what comes of it asks for the indices again.
  forecast: { cron: null, neededBy: 'forecast', lane: 'forecast' },
  // What is stored, merged anew: after the owner changed the order of the sources.
  merge: { cron: null, neededBy: 'live', lane: MARKET },
  switch: { cron: null, neededBy: 'simulated', lane: MARKET },
  probe: { cron: '*/10 * * * *', neededBy: 'simulated', lane: 'probe' },
  // Closes come shortly after midnight; what came late is asked for again, and by each start for the days that were missed.
  closes: { cron: '7,40 0,2 * * *', neededBy: 'live', lane: 'closes', atStart: true },
  quotes: { cron: '*/5 * * * *', neededBy: 'live', lane: 'quotes' },
  universe: { cron: '50 2 * * *', neededBy: 'live', lane: 'universe' },
  categories: { cron: '25 4 * * *', neededBy: 'live', lane: 'categories' },
  liquidity: { cron: '18 * * * *', neededBy: 'live', lane: 'liquidity' },
  'on-chain': { cron: '20 1 * * *', neededBy: 'live', lane: 'on-chain' },
  // What pages of assets say of their repositories comes with the history: whoever has become known or is held since is asked within the hour.
  developer: { cron: '25 * * * *', neededBy: 'live', lane: 'developer' },
  news: { cron: '3,18,33,48 * * * *', neededBy: 'live', lane: 'news' },
  yields: { cron: '55 3 * * *', neededBy: 'live', lane: 'yields' },
} as const satisfies Record<string, Schedule>;

export type JobName = keyof typeof SCHEDULE;

export const JOB_NAMES = Object.keys(SCHEDULE) as readonly JobName[];

export const scheduleOf = (name: JobName): Schedule => SCHEDULE[name];
