import 'server-only';
import { activeDataset, type DatasetSummary } from '@/lib/data/dataset';
import { listAssets } from '@/lib/data/dataset-assets';
import { dec } from '@/lib/domain/foundation/decimal';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { shareOf } from '@/lib/domain/planning/amounts';
import { isReviewDue } from '@/lib/domain/planning/review';
import { firstOpenStep } from '@/lib/schemas/profile-form';
import { notAdvised, readFreshness } from '@/lib/services/market/read-freshness';
import { currentTargets, type CurrentTargets } from './current-targets';
import { readProfile } from './profile';
import { planHistory, planVersion } from './read-plan';

/** Everything the plan page shows: the version asked for or the newest, the others beside it, and the token targets of the newest. */
export async function readPlanPage(userId: string, version: number | null) {
  const [dataset, profile, history] = await Promise.all([activeDataset(), readProfile(userId), planHistory(userId)]);
  const newest = history[0] ?? null;
  const shown = version === null || version === newest?.version ? newest : await planVersion(userId, version);
  const start = { open: firstOpenStep(profile?.answers), begun: profile !== null, noMarket: dataset === null };
  if (newest === null || shown === null) return { start, missing: version !== null, view: null };
  const latest = shown.version === newest.version;
  const found = latest && dataset !== null && shown.result.classes.crypto > 0 ? await currentTargets(userId, shown.result.cryptoAmount) : null;
  const targets = found === null || dataset === null ? null : await toTargetsView(found, dataset);
  const reviewDue = dataset !== null && isReviewDue(isoDay(shown.result.day), dataset.lastDay, false);
  return { start, missing: false, view: { plan: shown, history, latest, outdated: found?.outdated ?? false, reviewDue, targets } };
}

async function toTargetsView({ plan, targets, simple }: CurrentTargets, dataset: DatasetSummary) {
  const [listed, ages] = await Promise.all([listAssets(dataset.id), readFreshness(dataset, targets.targets.map(({ asset }) => asset))]);
  const assets = new Map(listed.map((asset) => [asset.id, asset]));
  const nameOf = (id: string): string => assets.get(id)?.name ?? id;
  const indexName = (slug: string): string => plan.result.indices.find((index) => index.slug === slug)?.name ?? slug;
  const amount = (weight: number): string => shareOf(dec(plan.result.cryptoAmount), weight);
  const rows = targets.targets.map(({ asset, weight }) => {
    const parts = targets.contributions.filter((part) => part.asset === asset).sort((a, b) => b.weight - a.weight);
    return { asset, name: nameOf(asset), symbol: assets.get(asset)?.symbol ?? '', weight, amount: amount(weight), indices: parts.map((part) => indexName(part.index)), stale: notAdvised(ages, asset) !== null };
  });
  const folded = targets.folded.map(({ asset, index, weight }) => ({ name: nameOf(asset), index: indexName(index), weight }));
  return { rows, cash: targets.cash, cashAmount: amount(targets.cash), folded, threshold: targets.threshold, simple };
}
