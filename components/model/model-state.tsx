import { Callout } from '@/components/ui/callout';
import { Link } from '@/components/ui/link';
import { LABEL_DAYS } from '@/lib/domain/scores/forecast/rules';
import { formatCount } from '@/lib/format/number';
import { formatPercent } from '@/lib/format/percent';
import type { ModelShape } from '@/lib/schemas/api/model';

/** Where training stands, and what that means for the rest of the product; nothing once a model is ready and none is being trained. */
export function ModelState({ model }: { readonly model: Pick<ModelShape, 'state' | 'words' | 'progress'> }) {
  if (model.state === 'ready' && model.progress === null) return null;
  return (
    <Callout live>
      <b>{model.state === 'insufficient-data' ? 'Too little history.' : model.progress !== null ? `Training, ${formatPercent(model.progress, { digits: 0 })}.` : 'No model yet.'}</b> {model.words}
      {model.progress !== null && <progress className="progress" value={model.progress} aria-label="Training" />}
    </Callout>
  );
}

/** What the page says while nothing is proven: without a forecast, or with forecasts whose first outcomes are still to come. */
export function Unproven({ forecasts }: { readonly forecasts: number }) {
  if (forecasts > 0) {
    return (
      <p className="prose mt-4">
        {formatCount(forecasts, 'token')} {forecasts === 1 ? 'has' : 'have'} a forecast, and none of them is judged yet: the first outcomes are known {LABEL_DAYS} days after the first forecast. Until then the gate stays closed and no index is tilted by one
        (<Link className="nb" href="/learn/rules#rule-3-5">Rule 3.5</Link>).
      </p>
    );
  }
  return (
    <p className="prose mt-4">
      No token has a forecast or a signal, and no index is tilted by one: selections by grade use the <Link href="/learn/rules#rule-3-3">investor and trader grades</Link>, which are ranks of
      measured features and forecast nothing. A model may take their place only while it beats 30-day momentum, size and a ridge regression out of sample (<Link className="nb" href="/learn/rules#rule-3-5">Rule 3.5</Link>).
      Its training windows and figures will stand here, the poor ones too. Meanwhile: <Link href="/learn/claims">numbers in circulation that are wrong</Link>.
    </p>
  );
}
