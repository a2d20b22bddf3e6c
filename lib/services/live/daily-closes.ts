import 'server-only';
import { answeredOn, followedAssets } from '@/lib/data/backfill-universe';
import type { IsoDay } from '@/lib/domain/foundation/iso-day';
import { SourceError } from '@/lib/providers/live-port';
import { askingNames } from './asking-names';
import { thoseWith, yesterdayOf, type Live, type With } from './live';
import { planHistory } from './plan-backfill';

/** Assets asked for in one go: small enough that an answer is stored every few seconds. */
const BATCH = 250;

export interface ClosesSummary {
  readonly day: IsoDay;
  /** Rows stored, over all sources. */
  readonly stored: number;
  /** Assets that a source still has to answer about. */
  readonly late: number;
  /** Why a source gave nothing, in words. */
  readonly troubles: readonly string[];
  /** The first trouble, where no source gave anything. */
  readonly failure: SourceError | null;
}

export type Tell = (fraction: number, words: string) => void;

/** Asks one source for a day of all assets that it has not answered about yet. */
async function closesOf(live: Live, provider: With<'closes'>, day: IsoDay, tell: Tell): Promise<{ stored: number; late: number }> {
  const [assets, names, answered] = await Promise.all([followedAssets(live.datasetId), askingNames(provider.source), answeredOn(live.datasetId, provider.source, day)]);
  const wanted = assets.flatMap(({ assetId }) => (answered.has(assetId) ? [] : (names.get(assetId) ?? [])));
  let stored = 0;
  for (let at = 0; at < wanted.length; at += BATCH) {
    tell(at / wanted.length, `closes of ${day} from ${provider.source}`);
    const taken = await provider.closes(wanted.slice(at, at + BATCH), day);
    stored += (await live.store.daily({ datasetId: live.datasetId }, provider.source, taken, live.clock.now())).stored;
  }
  return { stored, late: wanted.length - stored };
}

/** Yesterday of every asset, from every source that tells many at once. A source that is in trouble does not keep the others waiting. */
export async function fetchCloses(live: Live, tell: Tell = () => undefined): Promise<ClosesSummary> {
  const day = yesterdayOf(live.clock);
  const providers = thoseWith(live.providers, 'closes');
  const ends = await Promise.allSettled(providers.map((provider) => closesOf(live, provider, day, tell)));
  const troubles: SourceError[] = [];
  const tally = { stored: 0, late: 0 };
  for (const end of ends) {
    if (end.status === 'fulfilled') {
      tally.stored += end.value.stored;
      tally.late += end.value.late;
    } else if (end.reason instanceof SourceError) troubles.push(end.reason);
    else throw end.reason;
  }
  const failure = (troubles.length === ends.length && (troubles.find(({ retryAt }) => retryAt !== null) ?? troubles[0])) || null;
  return { day, ...tally, troubles: troubles.map(({ source, message }) => `${source}: ${message}`), failure };
}

/**
 * The closes of the day that ended, and tasks for whatever was missed before it: asked first, since yesterday's close would hide that the
 * days before it are missing. Where nobody told anything, that is thrown: a job that got nothing has not succeeded.
 */
export async function catchUp(live: Live, tell?: Tell): Promise<ClosesSummary & { readonly tasks: number }> {
  const tasks = await planHistory(live);
  const closes = await fetchCloses(live, tell);
  await live.store.merge(live.datasetId);
  if (closes.failure) throw closes.failure;
  return { ...closes, tasks };
}
