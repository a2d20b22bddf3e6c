'use client';

import { ActionForm } from '@/components/account/action-form';
import { SelectField, TextField } from '@/components/ui/field';
import { TIER_TITLE, TIERS } from '@/components/ui/tier-mark';
import { chooseSplit } from '@/lib/actions/plan/choose-split';
import type { TierSplit } from '@/lib/domain/planning/rules';
import { STRATEGY_OPTIONS } from './strategy-options';

/** Another split over the tiers: by name, or own shares. */
export function SplitForm({ strategy, split }: { readonly strategy: string; readonly split: TierSplit }) {
  return (
    <ActionForm action={chooseSplit} submit="Apply this split" look="secondary" label="Split over the tiers">
      {(state) => (
        <>
          <SelectField plain label="Split" name="strategy" key={state.values.strategy} defaultValue={state.values.strategy ?? strategy} options={STRATEGY_OPTIONS} hint="The three shares below count only with “own shares”." />
          <div className="grid grid-cols-3 gap-3">
            {TIERS.map((tier) => (
              <TextField plain key={tier} label={TIER_TITLE[tier]} name={tier} inputMode="decimal" after="%" defaultValue={state.values[tier] ?? String(Number((split[tier] * 100).toFixed(2)))} error={state.errors[tier]} />
            ))}
          </div>
        </>
      )}
    </ActionForm>
  );
}
