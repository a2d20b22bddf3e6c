import 'server-only';
import { availableParallelism, totalmem } from 'node:os';
import { env } from '@/lib/env';
import { DEFAULT_SETTINGS, FAST_SETTINGS, type ForecastSettings } from '@/lib/domain/scores/forecast/settings';

/** More threads than this would take more memory than they save time. */
const MOST_THREADS = 4;
/** What one thread may need of a large market, samples and its own training set, bytes. */
const THREAD_BYTES = 2 * 1024 ** 3;

/** Whether this installation trains forecasts at all. */
export const forecastsAreOn = (): boolean => env.BANDWISE_FORECAST !== 'off';

/** What forecasts are trained with here. */
export const forecastSettings = (): ForecastSettings => (env.BANDWISE_FORECAST === 'fast' ? FAST_SETTINGS : DEFAULT_SETTINGS);

/** How many threads train them. */
export const forecastThreads = (): number => env.BANDWISE_THREADS ?? Math.max(1, Math.min(MOST_THREADS, availableParallelism(), Math.round(totalmem() / THREAD_BYTES)));
