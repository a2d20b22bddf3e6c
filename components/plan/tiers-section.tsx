import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { Disclosure } from '@/components/ui/disclosure';
import { Section } from '@/components/ui/section-head';
import { TierMark, TIERS } from '@/components/ui/tier-mark';
import { TierStack } from '@/components/ui/tier-stack';
import { liftGuardrail } from '@/lib/actions/plan/lift-guardrail';
import type { Guardrail } from '@/lib/domain/planning/rules';
import { formatWord } from '@/lib/format/number';
import type { PlanAnswers, StoredPlanResult } from '@/lib/schemas/plan';
import { RuleLink } from './rule-link';
import { SplitForm } from './split-form';
import { capital } from './words';

export const GUARDRAIL_NAMES: Readonly<Record<Guardrail, string>> = {
  indexMaximum: 'Most in one index',
  sectorMaximum: 'Most in sector indices',
  conservativeMinimum: 'Least in the conservative tier',
  aggressiveMaximum: 'Most in the aggressive tier',
  indexCount: 'Number of indices',
};

function MovedCallout({ result }: { readonly result: StoredPlanResult }) {
  const moved = result.guardrails.filter((guardrail) => guardrail.moved && ['conservativeMinimum', 'aggressiveMaximum'].includes(guardrail.guardrail));
  if (moved.length === 0) return <p className="cap">The split that was asked for keeps every guardrail and is applied as it is.</p>;
  return (
    <Callout>
      <b>{capital(formatWord(moved.length))} {moved.length === 1 ? 'guardrail' : 'guardrails'} moved it.</b> {moved.map((guardrail) => guardrail.detail).join(' ')} The applied split is the nearest one that keeps {moved.length === 1 ? 'it' : 'both'}.
    </Callout>
  );
}

function GuardrailRow({ guardrail, editable }: { readonly guardrail: StoredPlanResult['guardrails'][number]; readonly editable: boolean }) {
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 border-b border-line py-2">
      <span className="min-w-0 flex-1 basis-64"><b className="font-medium text-ink">{GUARDRAIL_NAMES[guardrail.guardrail]}{guardrail.lifted ? ', lifted' : ''}.</b> {guardrail.detail}</span>
      {editable ? (
        <form action={liftGuardrail}>
          <input type="hidden" name="guardrail" value={guardrail.guardrail} />
          <input type="hidden" name="lift" value={guardrail.lifted ? 'no' : 'yes'} />
          <Button type="submit" look="quiet" aria-label={`${guardrail.lifted ? 'Put back' : 'Lift'}: ${GUARDRAIL_NAMES[guardrail.guardrail]}`}>{guardrail.lifted ? 'Put back' : 'Lift'}</Button>
        </form>
      ) : null}
    </li>
  );
}

/** Crypto by tier, asked and applied, with the guardrail that moved it; another split, or a guardrail lifted by name. */
export function TiersSection({ result, answers, editable }: { readonly result: StoredPlanResult; readonly answers: PlanAnswers; readonly editable: boolean }) {
  return (
    <Section title="Tiers, asked and applied" end={<RuleLink rule="7.6" />} id="tiers">
      <div className="mt-5">
        <TierStack name="Asked" split={result.tiers.requested} />
        <TierStack name="Applied" split={result.tiers.applied} strong />
      </div>
      <p className="cap flex flex-wrap gap-x-4" aria-hidden="true">{TIERS.map((tier) => <TierMark key={tier} tier={tier} />)}</p>
      <MovedCallout result={result} />
      <div className="mt-4" id="guardrails">
        {editable ? (
          <Disclosure summary="Ask for another split">
            <SplitForm strategy={answers.split === undefined ? (answers.strategy ?? 'temperament') : 'custom'} split={result.tiers.requested} />
          </Disclosure>
        ) : null}
        <Disclosure summary="Guardrails, and lifting one by name" open={result.guardrails.some((guardrail) => guardrail.lifted)}>
          <ul className="text-sm text-ink-2">{result.guardrails.map((guardrail) => <GuardrailRow key={guardrail.guardrail} guardrail={guardrail} editable={editable} />)}</ul>
        </Disclosure>
      </div>
    </Section>
  );
}
