import { SelectField, TextField } from '@/components/ui/field';
import type { WhatIfField, WhatIfValues } from '@/lib/schemas/what-if';
import { STRATEGY_OPTIONS } from './strategy-options';

interface WhatIfFieldsProps {
  readonly values: WhatIfValues;
  readonly errors: Readonly<Record<string, string>>;
  /** Whether there is something to repay. */
  readonly indebted: boolean;
  readonly onChange: (name: WhatIfField, value: string) => void;
}

const TEMPERAMENTS = [{ value: 'conservative', label: 'Conservative' }, { value: 'balanced', label: 'Balanced' }, { value: 'aggressive', label: 'Aggressive' }];
const INCOMES = [{ value: 'stable', label: 'Stable' }, { value: 'unstable', label: 'Unstable' }];
const DEBTS = [{ value: 'keep', label: 'Keep them' }, { value: 'repay', label: 'Repay them from what you invest' }];
const SCALES = [{ value: 'stage', label: 'Stage of life' }, { value: 'stricter', label: 'The stricter of both' }];

/** One field an answer; each change is passed on at once. */
export function WhatIfFields({ values, errors, indebted, onChange }: WhatIfFieldsProps) {
  const bind = (name: WhatIfField) => ({ name, value: values[name], error: errors[name], onChange: (event: { readonly target: { readonly value: string } }) => onChange(name, event.target.value) });
  const dollars = { before: '$', inputMode: 'decimal', autoComplete: 'off', plain: true } as const;
  return (
    <>
      <div className="field2">
        <TextField plain label="Age" after="years" inputMode="numeric" autoComplete="off" {...bind('age')} />
        <TextField plain label="Horizon" after="years" inputMode="numeric" autoComplete="off" {...bind('horizonYears')} />
      </div>
      <SelectField plain label="Temperament" options={TEMPERAMENTS} {...bind('temperament')} />
      <SelectField plain label="Income" options={INCOMES} {...bind('incomeStability')} />
      {indebted ? <SelectField plain label="Debts" options={DEBTS} {...bind('debts')} /> : null}
      <SelectField plain label="Scale that decides" options={SCALES} {...bind('scale')} />
      <SelectField plain label="Split over the tiers" options={STRATEGY_OPTIONS.filter(({ value }) => value !== 'custom' || values.strategy === 'custom')} {...bind('strategy')} />
      <div className="field2">
        <TextField {...dollars} label="To invest" {...bind('investable')} />
        <TextField {...dollars} label="Net worth" {...bind('netWorth')} />
        <TextField {...dollars} label="Monthly expenses" {...bind('monthlyExpenses')} />
        <TextField {...dollars} label="Reserve" {...bind('reserve')} />
      </div>
    </>
  );
}
