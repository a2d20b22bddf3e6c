import { CheckField, TextField } from '@/components/ui/field';
import { SegmentedRadio } from '@/components/ui/segmented';
import { DEBT_RATES, HORIZON_YEARS, MINIMUM_AGE, RESERVE_MONTHS, TEMPERAMENT_SPLITS, TEMPERAMENTS, TIERS, type Temperament } from '@/lib/domain/planning/rules';
import { formatPercent } from '@/lib/format/percent';
import { FORM_DEBTS, type ProfileStep } from '@/lib/schemas/profile-form';

export interface FieldsProps {
  /** What was typed last, else what is saved. */
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
}

const percent = (share: number): string => formatPercent(share, { digits: 0 });

function Dollars({ name, label, hint, values, errors }: FieldsProps & { readonly name: string; readonly label: string; readonly hint: React.ReactNode }) {
  return <TextField label={label} name={name} hint={hint} before="$" inputMode="decimal" autoComplete="off" defaultValue={values[name]} error={errors[name]} />;
}

function ErrorLine({ message }: { readonly message: string | undefined }) {
  return message === undefined ? null : <p className="error" role="alert">{message}</p>;
}

function YouFields(props: FieldsProps) {
  return (
    <>
      <TextField label="Age" name="age" inputMode="numeric" after="years" autoComplete="off" defaultValue={props.values.age} error={props.errors.age} hint={`Decides your stage of life, and with it the range of each class. There is no plan below ${MINIMUM_AGE}.`} />
      <Dollars {...props} name="investable" label="What you can invest" hint="Everything you invest or could invest, in all classes, with crypto and without the reserve. Every amount of the plan is a share of it." />
      <Dollars {...props} name="netWorth" label="Net worth" hint="All you own less all you owe. A bad year in crypto is measured against it. Where debts exceed what you own, enter 0." />
    </>
  );
}

function DebtRow({ position, values, errors }: FieldsProps & { readonly position: number }) {
  return (
    <div className="field2">
      <TextField plain label={position === 0 ? 'Still owed' : <span className="sr">Still owed, debt {position + 1}</span>} name={`debtBalance${position}`} before="$" inputMode="decimal" autoComplete="off" defaultValue={values[`debtBalance${position}`]} error={errors[`debtBalance${position}`]} />
      <TextField plain label={position === 0 ? 'Yearly rate' : <span className="sr">Yearly rate, debt {position + 1}</span>} name={`debtRate${position}`} after="%" inputMode="decimal" autoComplete="off" defaultValue={values[`debtRate${position}`]} error={errors[`debtRate${position}`]} />
    </div>
  );
}

function SafetyFields(props: FieldsProps) {
  return (
    <>
      <Dollars {...props} name="monthlyExpenses" label="Monthly expenses" hint={`The reserve is measured in months of them: ${RESERVE_MONTHS.minimum} to ${RESERVE_MONTHS.full}.`} />
      <Dollars {...props} name="reserve" label="Reserve" hint={`Cash outside the portfolio that you would live on. Below ${RESERVE_MONTHS.minimum} months crypto is 0 until it is filled: a crash must not force you to sell.`} />
      <div className="field">
        <SegmentedRadio legend="Income" name="incomeStability" segments={[{ value: 'stable', label: 'Stable' }, { value: 'unstable', label: 'Unstable' }]} defaultValue={props.values.incomeStability} />
        <ErrorLine message={props.errors.incomeStability} />
        <p className="hint">An unstable income moves crypto one step down in its range, since you may need the money sooner.</p>
      </div>
      <div className="field" role="group" aria-labelledby="debts">
        <span className="lbl" id="debts">Debts other than your home</span>
        {Array.from({ length: FORM_DEBTS }, (_, position) => <DebtRow key={position} position={position} {...props} />)}
        <p className="hint">Repaying is a certain return. The one with the highest rate decides: up to {percent(DEBT_RATES.question)} is no obstacle, up to {percent(DEBT_RATES.obstacle)} passes with a question, above it crypto is 0. Leave empty where there is none.</p>
      </div>
    </>
  );
}

const TEMPERAMENT_WORDS: Readonly<Record<Temperament, string>> = { conservative: 'Conservative', balanced: 'Balanced', aggressive: 'Aggressive' };

function TimeFields({ values, errors }: FieldsProps) {
  const splits = TEMPERAMENTS.map((temperament) => `${temperament} ${TIERS.map((tier) => Math.round(TEMPERAMENT_SPLITS[temperament][tier] * 100)).join('/')}`).join(', ');
  return (
    <>
      <TextField label="When will you need this money?" name="horizonYears" inputMode="numeric" after="years" autoComplete="off" defaultValue={values.horizonYears} error={errors.horizonYears} hint={`In how many years. Under ${HORIZON_YEARS.minimum} crypto is 0, under ${HORIZON_YEARS.lowEndBelow} it takes the low end: a fall has taken years to recover from.`} />
      <div className="field">
        <SegmentedRadio legend="Temperament" name="temperament" segments={TEMPERAMENTS.map((value) => ({ value, label: TEMPERAMENT_WORDS[value] }))} defaultValue={values.temperament} />
        <ErrorLine message={errors.temperament} />
        <p className="hint">What you did, or would do, when half of it is gone: sell (conservative), wait (balanced), buy (aggressive). It sets your place in the range and the split over the tiers: {splits}.</p>
      </div>
      <div className="field">
        <SegmentedRadio legend="Which published scale decides" name="scale" segments={[{ value: 'stage', label: 'Stage of life' }, { value: 'stricter', label: 'The stricter of both' }]} defaultValue={values.scale ?? 'stage'} />
        <p className="hint">Two published scales disagree. The plan always shows both.</p>
      </div>
      <div className="field" role="group" aria-labelledby="asked">
        <span className="lbl" id="asked">Only when you ask for them</span>
        <CheckField label="Income indices" name="income" defaultChecked={values.income === 'on'} hint="Indices that pay a yield take part in the choice." />
        <CheckField label="Low-energy indices" name="lowEnergy" defaultChecked={values.lowEnergy === 'on'} hint="An index without proof-of-work coins takes part in the choice." />
      </div>
    </>
  );
}

function AccountFields(props: FieldsProps) {
  return (
    <>
      <Dollars {...props} name="taxFree" label="Room in tax-free accounts" hint="What of the money you can invest is, or may go, where gains are never taxed. Aggressive indices go there first: they may grow most. Empty is 0." />
      <Dollars {...props} name="taxDeferred" label="Room in tax-deferred accounts" hint="Where tax is due when you withdraw. Conservative indices go there; the rest is taxable. Empty is 0." />
    </>
  );
}

const FIELDS: Readonly<Record<ProfileStep, (props: FieldsProps) => React.ReactNode>> = { you: YouFields, 'safety-net': SafetyFields, time: TimeFields, accounts: AccountFields };

/** The fields of one step, each saying why it is asked. */
export function StepFields({ step, ...props }: FieldsProps & { readonly step: ProfileStep }) {
  const Fields = FIELDS[step];
  return <Fields {...props} />;
}
