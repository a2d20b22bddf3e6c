import 'server-only';
import { systemClock, type Clock } from '@/lib/clock';
import { heldRatingChanges, heldWithoutClose, peopleToTell, saveAlerts, type NewAlert } from '@/lib/data/alerts';
import { loadMarketState } from '@/lib/data/market-state';
import { readDataset } from '@/lib/data/dataset';
import { addDays, isoDay, type IsoDay } from '@/lib/domain/foundation/iso-day';
import { logger } from '@/lib/logger';
import { formatDay } from '@/lib/format/day';
import { personalAlerts } from './personal-alerts';

/** What was told is not told again for a week, however long it lasts. */
const QUIET_DAYS = 7;
/** Two days without a close and a price is stale. */
const STALE_DAYS = 2;

const ratingOf = (rating: string | null): string => (rating === null ? 'no rating' : rating);

async function ratingAlerts(datasetId: number): Promise<NewAlert[]> {
  const changes = await heldRatingChanges(datasetId);
  return changes.map(({ userId, assetId, name, day, before, after }) => ({
    userId,
    kind: 'rating',
    subject: assetId,
    day,
    text: `${name}, which you hold, went from ${ratingOf(before)} to ${ratingOf(after)}.`,
    href: `/tokens/${assetId}`,
  }));
}

/** `until` is the last day that closes are expected of: yesterday for a live market, its last day for one that stands still. */
async function staleAlerts(datasetId: number, until: IsoDay): Promise<NewAlert[]> {
  const held = await heldWithoutClose(datasetId, addDays(until, -(STALE_DAYS - 1)));
  return held.map(({ userId, assetId, name, lastDay }) => ({
    userId,
    kind: 'stale',
    subject: assetId,
    day: lastDay,
    text: `${name}, which you hold, has had no close since ${formatDay(lastDay)}: its value is old, and nothing is advised about it.`,
    href: `/tokens/${assetId}`,
  }));
}

/** One person's trouble, e.g. a plan of an older version, does not keep the others from being told. */
async function tellPerson(userId: string, day: IsoDay): Promise<number> {
  try {
    return await saveAlerts(await personalAlerts(userId, day), QUIET_DAYS);
  } catch (error) {
    logger.warn({ reason: error instanceof Error ? error.message : String(error) }, 'a person could not be told what changed');
    return 0;
  }
}

/** Tells each person with a plan and positions what changed for them: once for what it is about and a day. Returns how many are new. */
export async function writeAlerts(clock: Clock = systemClock): Promise<number> {
  const market = await loadMarketState();
  const dataset = market && (await readDataset(market.datasetId));
  if (!market || !dataset) return 0;
  const until = market.live ? addDays(isoDay(clock.now().toISOString().slice(0, 10)), -1) : dataset.lastDay;
  let written = await saveAlerts([...(await ratingAlerts(dataset.id)), ...(await staleAlerts(dataset.id, until))], QUIET_DAYS);
  for (const userId of await peopleToTell()) written += await tellPerson(userId, dataset.lastDay);
  return written;
}
