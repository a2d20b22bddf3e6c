import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { renewPlan } from '@/lib/actions/plan/renew-plan';
import { BadYearSection } from './bad-year-section';
import { ClassesSection } from './classes-section';
import { GatesSection } from './gates-section';
import { HistorySection, type HistoryRow } from './history-section';
import { IndicesSection } from './indices-section';
import { LocationSection } from './location-section';
import { PlanTitle } from './plan-title';
import { ScalesSection } from './scales-section';
import { TargetsSection, type TargetsView } from './targets-section';
import { TiersSection } from './tiers-section';
import { WhySection } from './why-section';

interface PlanViewProps {
  readonly plan: HistoryRow & { readonly reviewDay: string };
  readonly history: readonly HistoryRow[];
  readonly latest: boolean;
  /** Whether the indices have moved on since this plan was made. */
  readonly outdated: boolean;
  readonly reviewDue: boolean;
  readonly targets: TargetsView | null;
}

function RenewCallout({ words }: { readonly words: string }) {
  return (
    <Callout>
      {words}{' '}
      <form action={renewPlan} className="inline"><Button type="submit" look="quiet">Compute it again</Button></form>
    </Callout>
  );
}

/** The whole result, in the order of the questions it answers. */
export function PlanView({ plan, history, latest, outdated, reviewDue, targets }: PlanViewProps) {
  const { result, answers } = plan;
  const common = { result, answers, editable: latest };
  return (
    <>
      <PlanTitle result={result} answers={answers} version={plan.version} latest={latest} />
      {latest && reviewDue ? <RenewCallout words="This plan is due for review: check your answers, and compute it again." /> : null}
      {latest && outdated && !reviewDue ? <RenewCallout words="The indices have been computed anew since this plan was made. Its shares stand; token targets already follow the indices of today." /> : null}
      <div className="section cols two">
        <div><GatesSection gates={result.gates} editable={latest} /></div>
        <div><BadYearSection result={result} answers={answers} /></div>
      </div>
      <ClassesSection result={result} answers={answers} />
      <div className="section cols two">
        <div><TiersSection {...common} /></div>
        <div><ScalesSection {...common} /></div>
      </div>
      <div className="section cols main-side">
        <div><IndicesSection result={result} /></div>
        <div><WhySection result={result} answers={answers} /></div>
      </div>
      <LocationSection result={result} />
      {targets === null ? null : <TargetsSection targets={targets} editable={latest} />}
      <HistorySection plans={history} shown={plan.version} reviewDay={plan.reviewDay} />
      <p className="cap">The plan is computed from your answers and the closes named above by fixed rules; it promises no return. Educational, not financial advice.</p>
    </>
  );
}
