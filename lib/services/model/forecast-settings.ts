import 'server-only';
import { availableParallelism } from 'node:os';
import { env } from '@/lib/env';
import { DEFAULT_SETTINGS, FAST_SETTINGS, type ForecastSettings } from '@/lib/domain/scores/forecast/settings';

/** More threads than this would take more memory than they save time. */
const MOST_THREADS = 4;

/** Whether this installation trains forecasts at all. */
export const forecastsAreOn = (): boolean => env.BANDWISE_FORECAST !== 'off';

/** What forecasts are trained with here. */
export const forecastSettings = (): ForecastSettings => (env.BANDWISE_FORECAST === 'fast' ? FAST_SETTINGS : DEFAULT_SETTINGS);

/** How many threads train them. */
export const forecastThreads = (): number => env.BANDWISE_THREADS ?? Math.min(MOST_THREADS, availableParallelism());
