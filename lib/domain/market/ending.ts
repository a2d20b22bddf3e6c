import type { Ending } from './asset';
import { DEAD_BELOW_HIGH, ENDED_AFTER_DAYS } from './rules';

/** What decides how a price series ends. Days are day numbers; prices USD. */
export interface SeriesEnd {
  readonly lastDay: number;
  readonly datasetLastDay: number;
  readonly lastClose: number;
  /** Highest close of the 90 days up to and with the last one. */
  readonly high90d: number;
  /** Whether a source says that the asset died. */
  readonly declaredDead?: boolean;
}

/**
 * How a series ends (Rule 2.1): alive up to 3 days before the dataset's end, else dead when the last close is under 5 % of
 * the 90-day high or a source says so, else truncated (the source stopped, the asset did not).
 * Example: 4 days short, last close 4, high 100 is dead; last close 5 is truncated.
 */
export function classifyEnding(end: SeriesEnd): Ending {
  if (end.datasetLastDay - end.lastDay <= ENDED_AFTER_DAYS) return 'alive';
  return end.declaredDead === true || end.lastClose < DEAD_BELOW_HIGH * end.high90d ? 'dead' : 'truncated';
}
