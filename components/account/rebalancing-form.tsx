'use client';

import { ActionForm } from '@/components/account/action-form';
import { CheckField, SelectField, TextField } from '@/components/ui/field';
import { saveRebalancingSettings } from '@/lib/actions/account/save-rebalancing-settings';

interface RebalancingFormProps {
  readonly bandKind: string;
  /** Percentages as text. */
  readonly points: string;
  readonly fraction: string;
  readonly oneWayCost: string;
  readonly trigger: string;
  readonly destination: string;
  readonly minTrade: string;
  readonly contributionsFirst: boolean;
  readonly expectedContribution: string;
  /** Empty is off. */
  readonly simple: string;
  readonly usualSimple: number;
}

const TRIGGERS = [
  { value: 'bands', label: 'When a band is left' },
  { value: 'weekly', label: 'Weekly' },
  { value: 'monthly', label: 'Monthly' },
  { value: 'quarterly', label: 'Quarterly' },
  { value: 'halfYearly', label: 'Half-yearly' },
  { value: 'yearly', label: 'Yearly' },
] as const;

const BANDS = [
  { value: 'either', label: 'Either: points or relative, whichever is tighter' },
  { value: 'absolute', label: 'Points around the target' },
  { value: 'relative', label: 'Relative to the target' },
  { value: 'costAware', label: 'Cost-aware: wider where trading costs more' },
  { value: 'none', label: 'None: always back to target' },
] as const;

const DESTINATIONS = [
  { value: 'halfway', label: 'Halfway between edge and target' },
  { value: 'edge', label: 'The edge of the band' },
  { value: 'target', label: 'The target' },
] as const;

/** When to act and how far, as the rebalance page starts out. */
export function RebalancingForm(settings: RebalancingFormProps) {
  return (
    <ActionForm action={saveRebalancingSettings} submit="Save">
      {({ status, errors, values }) => (
        <>
          <SelectField key={`trigger ${values.trigger}`} label="Act" name="trigger" options={TRIGGERS} defaultValue={values.trigger ?? settings.trigger} error={errors.trigger} hint="A calendar that is due goes back to the targets. Until then the bands are shown and do not act." />
          <SelectField key={`band ${values.bandKind}`} label="Band" name="bandKind" options={BANDS} defaultValue={values.bandKind ?? settings.bandKind} error={errors.bandKind} />
          <div className="field2">
            <TextField label="Points" name="points" inputMode="decimal" after="points" defaultValue={values.points ?? settings.points} error={errors.points} hint="A target of 25 % with 5 points acts outside 20–30 %." />
            <TextField label="Relative" name="fraction" inputMode="decimal" after="%" defaultValue={values.fraction ?? settings.fraction} error={errors.fraction} hint="A target of 10 % with 25 % acts outside 7.5–12.5 %." />
          </div>
          <TextField label="One-way cost" name="oneWayCost" inputMode="decimal" after="%" defaultValue={values.oneWayCost ?? settings.oneWayCost} error={errors.oneWayCost} hint="Used by the cost-aware band only: fee and slippage of one trade." />
          <SelectField key={`destination ${values.destination}`} label="Go back to" name="destination" options={DESTINATIONS} defaultValue={values.destination ?? settings.destination} error={errors.destination} />
          <TextField label="Smallest trade" name="minTrade" inputMode="decimal" before="$" defaultValue={values.minTrade ?? settings.minTrade} error={errors.minTrade} hint="Smaller trades are dropped, and so are trades below 0.1 % of the portfolio." />
          <TextField label="Simple targets" name="simple" inputMode="numeric" after="per index" defaultValue={values.simple ?? settings.simple} error={errors.simple} hint={`Hold only the largest few of each index, for example ${settings.usualSimple}. Empty: hold all of them.`} />
          <TextField label="I expect to add within 30 days" name="expectedContribution" inputMode="decimal" before="$" defaultValue={values.expectedContribution ?? settings.expectedContribution} error={errors.expectedContribution} hint="Nothing is sold while this money can bring every token inside its band. 0: nothing is expected." />
          <div className="mt-4"><CheckField key={`first ${status} ${values.contributionsFirst}`} label="New money first: sell nothing while contributions of the next 30 days can do it" name="contributionsFirst" defaultChecked={status === 'idle' ? settings.contributionsFirst : values.contributionsFirst === 'on'} /></div>
        </>
      )}
    </ActionForm>
  );
}
