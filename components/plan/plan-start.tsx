import { Link } from '@/components/ui/link';
import { ButtonLink } from '@/components/ui/button';
import { PageTitle } from '@/components/ui/page-title';
import { Section } from '@/components/ui/section-head';
import { PROFILE_STEPS, STEP_TITLES, type ProfileStep } from '@/lib/schemas/profile-form';

const ASKS: Readonly<Record<ProfileStep, string>> = {
  you: 'Age, what you can invest, net worth.',
  'safety-net': 'Expenses, reserve, income, debts.',
  time: 'When you need the money, and how you bear a fall.',
  accounts: 'Where gains are taxed later, or never. May stay empty.',
};

/** Before the first plan: what it will say, what it asks, where to go on. */
export function PlanStart({ open, begun, noMarket }: { readonly open: ProfileStep | null; readonly begun: boolean; readonly noMarket: boolean }) {
  const next = open ?? 'accounts';
  return (
    <>
      <PageTitle
        crumb="Plan"
        title="What share, in what, and why?"
        lede="Four short steps. You get the share of crypto for your stage of life, the tiers and indices it goes into, and what a bad year would cost, each with the rule and the numbers behind it."
        actions={<ButtonLink look="primary" href={`/plan/profile/${begun ? next : 'you'}`}>{begun ? `Go on with ${STEP_TITLES[next].toLowerCase()}` : 'Start'}</ButtonLink>}
      />
      {noMarket && open === null ? <p className="callout">Your answers are complete and saved. The plan can be made once a market is imported: save the last step again then.</p> : null}
      <Section title="Four steps" note="Saved as you go; only you see them">
        <ol className="notl">
          {PROFILE_STEPS.map((step, position) => (
            <li key={step}><b>{position + 1}. <Link href={`/plan/profile/${step}`}>{STEP_TITLES[step]}</Link></b> {ASKS[step]}</li>
          ))}
        </ol>
      </Section>
      <p className="cap">Educational, not financial advice. <Link href="/learn/rules#rule-7-1">The rules of the plan</Link>.</p>
    </>
  );
}
