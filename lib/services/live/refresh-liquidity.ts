import 'server-only';
import { followedAssets } from '@/lib/data/backfill-universe';
import type { IsoDay } from '@/lib/domain/foundation/iso-day';
import { combineVenues, type VenueAnswer } from '@/lib/providers/exchanges/combine-venues';
import { SourceError, type MetricRow, type Refusal } from '@/lib/providers/live-port';
import { askingNames } from './asking-names';
import { thoseWith, todayOf, type Live, type With } from './live';

interface Venue {
  readonly provider: With<'metrics'>;
  readonly names: ReadonlyMap<string, string>;
}

interface Round {
  readonly answers: Map<string, VenueAnswer[]>;
  readonly refused: Map<string, Refusal[]>;
  readonly troubles: string[];
  /** Exchanges that do not serve this machine, e.g. for the country that it is in. */
  readonly closed: Set<string>;
}

/** Asks one exchange for every asset, one after the other; its first trouble ends its part of the round. */
async function askVenue({ provider, names }: Venue, assets: readonly string[], today: IsoDay, round: Round): Promise<void> {
  try {
    for (const asset of assets) {
      const name = names.get(asset);
      if (name === undefined) continue;
      const { rows, refused } = await provider.metrics(name, { from: today, to: today });
      round.answers.set(asset, [...(round.answers.get(asset) ?? []), { source: provider.source, rows }]);
      round.refused.set(provider.source, [...(round.refused.get(provider.source) ?? []), ...refused]);
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    round.troubles.push(`${provider.source}: ${error.message}`);
    if (error.kind === 'refused') round.closed.add(provider.source);
  }
}

/** Rows over all venues, each under the name that one of its venues has for the asset. An exchange that is closed to us is not waited for. */
function combine(venues: readonly Venue[], today: IsoDay, { answers, closed }: Round): Map<Venue, MetricRow[]> {
  const rows = new Map<Venue, MetricRow[]>(venues.map((venue) => [venue, []]));
  for (const [asset, given] of answers) {
    const answered = new Set(given.map(({ source }) => source));
    const listing = venues.filter(({ names, provider: { source } }) => names.has(asset) && (answered.has(source) || !closed.has(source)));
    const first = listing[0];
    const externalId = first?.names.get(asset);
    if (!first || externalId === undefined) continue;
    rows.get(first)?.push(...combineVenues(today, given, listing.length).map((row) => ({ externalId, ...row })));
  }
  return rows;
}

/** Depth, spread, funding and open interest of what the indices hold, over all exchanges, as they are now. */
export async function refreshLiquidity(live: Live): Promise<string> {
  const today = todayOf(live.clock);
  const providers = thoseWith(live.providers, 'metrics').filter(({ source }) => source.startsWith('exchange:'));
  if (providers.length === 0) return 'no exchange is switched on';
  const held = (await followedAssets(live.datasetId)).filter((asset) => asset.held).map(({ assetId }) => assetId);
  const venues = await Promise.all(providers.map(async (provider): Promise<Venue> => ({ provider, names: await askingNames(provider.source) })));
  const round: Round = { answers: new Map(), refused: new Map(), troubles: [], closed: new Set() };
  await Promise.all(venues.map((venue) => askVenue(venue, held, today, round)));
  let stored = 0;
  for (const [{ provider }, rows] of combine(venues, today, round)) {
    const taken = { rows, refused: round.refused.get(provider.source) ?? [] };
    stored += (await live.store.metrics({ datasetId: live.datasetId }, provider.source, taken, live.clock.now())).stored;
  }
  if (round.answers.size === 0 && round.troubles.length > 0) throw new Error(round.troubles.join('; '));
  await live.store.merge(live.datasetId);
  return [`${stored} figures of ${round.answers.size} assets on ${providers.length} exchanges`, ...round.troubles].join('; ');
}
