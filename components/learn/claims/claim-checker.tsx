'use client';

import { useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { SectionHead } from '@/components/ui/section-head';
import { readClaims, type ClaimField, type ClaimValues } from '@/lib/schemas/claim-check';
import { CLAIMS, type Claim, type ClaimAnswer } from './claim-answers';

const ADDRESS = '/learn/claims';

function Answer({ answer }: { readonly answer: ClaimAnswer | null }) {
  if (answer === null) return <p className="prose muted" role="status">One of the fields cannot be read, or nothing is left to weigh.</p>;
  const { right, said, why } = answer;
  return (
    <div role="status">
      <p className="big">{right} {said !== '' && <small>{said === right ? 'as said' : `not ${said}`}</small>}</p>
      <p className="prose mt-2">{why}</p>
    </div>
  );
}

interface CalculatorProps {
  readonly claim: Claim;
  readonly values: ClaimValues;
  readonly errors: Readonly<Partial<Record<ClaimField, string>>>;
  readonly answer: ClaimAnswer | null;
  readonly onChange: (name: ClaimField, value: string) => void;
}

function Calculator({ claim, values, errors, answer, onChange }: CalculatorProps) {
  return (
    <section className="section scroll-mt-4" id={claim.id} aria-labelledby={`${claim.id}-title`}>
      <SectionHead title={claim.title} id={`${claim.id}-title`} />
      <div className="cols two mt-4">
        <div>
          <p className="prose muted mb-3">{claim.claim}</p>
          <Answer answer={answer} />
        </div>
        <div>
          <div className="field2">
            {claim.fields.map(({ name, label, unit }) => (
              <TextField key={name} plain name={name} label={label} value={values[name]} error={errors[name]} before={unit === '$' ? '$' : undefined} after={unit === '%' || unit === 'years' ? unit : undefined} inputMode="decimal" autoComplete="off" onChange={(event) => onChange(name, event.target.value)} />
            ))}
          </div>
          <Button type="submit" formAction={`${ADDRESS}#${claim.id}`}>Work it out</Button>
        </div>
      </div>
    </section>
  );
}

/** Each claim of Rule 12 with the right number beside it and fields to change both; the browser reckons as one types, without a script the button asks the server. */
export function ClaimChecker({ values: first }: { readonly values: ClaimValues }) {
  const [values, setValues] = useState(first);
  const { numbers, errors } = useMemo(() => readClaims(values), [values]);
  return (
    <form action={ADDRESS} method="get" aria-label="Claims and what they come to" noValidate>
      {CLAIMS.map((claim) => (
        <Calculator key={claim.id} claim={claim} values={values} errors={errors} answer={claim.answer(numbers)} onChange={(name, value) => setValues((old) => ({ ...old, [name]: value }))} />
      ))}
    </form>
  );
}
