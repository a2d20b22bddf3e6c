'use client';

import { useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { keepWhatIf } from '@/lib/actions/plan/keep-what-if';
import { computePlan } from '@/lib/domain/planning/compute-plan';
import type { PlanResult } from '@/lib/domain/planning/types';
import type { PlanAnswers } from '@/lib/schemas/plan';
import { readWhatIf, type WhatIfValues } from '@/lib/schemas/what-if';
import { useCatalogue } from './use-catalogue';
import { WhatIfFields } from './what-if-fields';
import { WhatIfTable } from './what-if-table';

interface WhatIfProps {
  readonly saved: PlanAnswers;
  readonly values: WhatIfValues;
  /** Of the saved answers, and of the values above: what the server computed, shown until the browser computes itself. */
  readonly now: PlanResult;
  readonly then: PlanResult;
}

/** Change one answer and see what moves: the same function as on the server, in the browser. Without a script the button asks the server. */
export function WhatIf({ saved, values: first, now, then: computed }: WhatIfProps) {
  const [values, setValues] = useState(first);
  const touched = values !== first;
  const catalogue = useCatalogue(touched);
  const read = useMemo(() => readWhatIf(saved, values), [saved, values]);
  const then = useMemo(() => (catalogue === null || !touched ? computed : computePlan(read.answers, catalogue)), [catalogue, touched, computed, read]);
  return (
    <form action="/plan/what-if" method="get" className="section cols main-side" aria-label="Change an answer" noValidate>
      <div className="order-2 desk:order-none"><WhatIfTable now={now} then={then} /></div>
      <div>
        <WhatIfFields values={values} errors={read.errors} indebted={saved.debts.length > 0} onChange={(name, value) => setValues((old) => ({ ...old, [name]: value }))} />
        <div className="actions">
          <Button type="submit" formAction={keepWhatIf} look="primary">Keep these answers</Button>
          <Button type="submit" look="quiet">Show what moves</Button>
        </div>
      </div>
    </form>
  );
}
