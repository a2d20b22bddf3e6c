'use client';

import { ActionForm } from '@/components/account/action-form';
import { SelectField, TextField } from '@/components/ui/field';
import { saveTaxSettings } from '@/lib/actions/account/save-tax-settings';

interface TaxFormProps {
  /** Percentages as text, e.g. `35`. */
  readonly shortRate: string;
  readonly longRate: string;
  readonly lotMethod: string;
  readonly feeBps: string;
}

const LOTS = [
  { value: 'least-tax', label: 'Least tax at these rates' },
  { value: 'fifo', label: 'First in, first out' },
] as const;

/** Rates, lots and fees, as every suggestion uses them. */
export function TaxForm(settings: TaxFormProps) {
  return (
    <ActionForm action={saveTaxSettings} submit="Save">
      {({ errors, values }) => (
        <>
          <TextField label="Tax on short-term gains" name="shortRate" inputMode="decimal" after="%" defaultValue={values.shortRate ?? settings.shortRate} error={errors.shortRate} hint="Your own rate for what you held a year or less. No country is assumed." />
          <TextField label="Tax on long-term gains" name="longRate" inputMode="decimal" after="%" defaultValue={values.longRate ?? settings.longRate} error={errors.longRate} hint="For what you held more than one year by the calendar." />
          <SelectField key={values.lotMethod} label="Lots to sell first" name="lotMethod" options={LOTS} defaultValue={values.lotMethod ?? settings.lotMethod} error={errors.lotMethod} />
          <TextField label="Trading fee" name="feeBps" inputMode="decimal" after="basis points" defaultValue={values.feeBps ?? settings.feeBps} error={errors.feeBps} hint="What your exchange takes per side: 10 basis points are 0.1 %." />
          <div className="mt-4" />
        </>
      )}
    </ActionForm>
  );
}
