import { Section } from '@/components/ui/section-head';
import { INDEX_MAXIMUM, SECTOR_INDICES, SECTOR_INDICES_MAXIMUM, TIERS } from '@/lib/domain/planning/rules';
import { formatWord } from '@/lib/format/number';
import { formatPercent } from '@/lib/format/percent';
import type { PlanAnswers, StoredPlanResult } from '@/lib/schemas/plan';
import { capital, share } from './words';

const LARGEST_SECTORS = 4;

/** Tiers that need more than one index, and why. */
function countReasons({ indices, tiers }: StoredPlanResult): { readonly what: string; readonly why: string }[] {
  return TIERS.flatMap((tier) => {
    const count = indices.filter((index) => index.tier === tier).length;
    return count < 2 ? [] : [{ what: `${capital(formatWord(count))} ${tier} indices:`, why: `one may hold at most ${share(INDEX_MAXIMUM)} of crypto and the tier has ${share(tiers.applied[tier])}.` }];
  });
}

/** Why these indices and no others: what was passed over, how many, what was not asked for, the sectors behind them. */
export function WhySection({ result, answers }: { readonly result: StoredPlanResult; readonly answers: PlanAnswers }) {
  const sectors = result.indices.filter(({ slug }) => (SECTOR_INDICES as readonly string[]).includes(slug));
  const unasked = [answers.include?.includes('income') === true ? null : 'income', answers.include?.includes('lowEnergy') === true ? null : 'low energy'].filter((name) => name !== null);
  const shown = result.lookThrough.slice(0, LARGEST_SECTORS).map(({ sector, weight }) => `${sector} ${formatPercent(weight, { digits: 0 })}`);
  const shownWarnings = result.warnings.filter(({ warning }) => warning !== 'lossLimit');
  return (
    <Section title={`Why these ${formatWord(result.indices.length)}`}>
      <ul className="notl">
        {shownWarnings.map(({ warning, detail }) => <li key={detail} className={warning === 'overlap' ? 'text-warn' : undefined}><b>{detail}</b></li>)}
        {result.passedOver.map(({ slug, reason }) => <li key={slug}><b>Passed over:</b> {reason}.</li>)}
        {countReasons(result).map(({ what, why }) => <li key={what}><b>{what}</b> {why}</li>)}
        <li><b>Sector indices:</b> {sectors.length === 0 ? 'none' : sectors.map(({ name }) => name).join(', ')}, limit {share(SECTOR_INDICES_MAXIMUM)}.{unasked.length === 0 ? '' : ` ${capital(unasked.join(' and '))}: not asked for.`}</li>
        {shown.length === 0 ? null : <li><b>Looking through them:</b> {shown.join(', ')}{result.lookThrough.length > LARGEST_SECTORS ? ' and smaller ones' : ''}. Sectors inside the indices have no limit.</li>}
      </ul>
    </Section>
  );
}
