import 'server-only';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import type { DatasetSummary } from '@/lib/data/dataset';
import type { DayScores } from './day-scores';
import { askThread } from './past-day/ask-thread';

/**
 * Scores of an asset on a day whose grades are not stored, computed again from the market as it was then. Reading and grading it takes seconds in a
 * large market, so a thread does it: the process that asks keeps answering others.
 */
export const recomputeDay = (dataset: DatasetSummary, assetId: string, day: string): Promise<DayScores | null> => askThread(dataset, assetId, isoDay(day));
