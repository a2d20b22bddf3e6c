import { formatPercent } from '@/lib/format/percent';
import { BandGauge } from '../ui/band-gauge';
import { ButtonLink } from '../ui/button';
import { Change } from '../ui/change';
import { Money } from '../ui/money';

export interface OwnLineProps {
  /** USD, exact text. */
  readonly value: string;
  /** Since the close before; null where there was none. */
  readonly change1d: number | null;
  readonly changeAmount: string | null;
  /** Half the summed distances from the targets; null without a plan. */
  readonly drift: number | null;
  readonly driftLimit: number;
  readonly trades: number;
  readonly headline: string;
  readonly detail: string;
  readonly hasPlan: boolean;
  readonly hasPositions: boolean;
}

/** The next step: the trades, or what is still missing before there can be any. */
function Next({ line }: { readonly line: OwnLineProps }) {
  if (!line.hasPlan) return <ButtonLink look="primary" href="/plan">Make a plan</ButtonLink>;
  if (!line.hasPositions) return <ButtonLink look="primary" href="/portfolio">Enter what you hold</ButtonLink>;
  if (line.trades === 0) return <ButtonLink href="/rebalance">See how far each is</ButtonLink>;
  return <ButtonLink look="primary" href="/rebalance">{line.trades === 1 ? 'See the trade' : 'See the trades'}</ButtonLink>;
}

function Drift({ drift, limit }: { readonly drift: number | null; readonly limit: number }) {
  if (drift === null) return <p className="lab">No targets yet, so nothing can drift</p>;
  const end = Math.max(limit / 0.7, drift * 1.1);
  return (
    <>
      <p className="lab">Drift {formatPercent(drift)}; acts above {formatPercent(limit, { digits: 0 })}</p>
      <BandGauge label="Portfolio drift" now={drift} lower={0} upper={limit} end={end} />
    </>
  );
}

/** First of all, your own: value, drift, next action or “nothing to do”. */
export function OwnLine(line: OwnLineProps) {
  return (
    <section className="own" aria-label="Your portfolio">
      <div>
        <p className="lab">Your portfolio</p>
        <p className="v"><Money value={line.value} /></p>
      </div>
      <div>
        <p className="lab">Since the close before</p>
        <p className="nb"><Change value={line.change1d} missing="no close before" /> {line.changeAmount === null ? null : <span className="faint"><Money value={line.changeAmount} sign /></span>}</p>
      </div>
      <div><Drift drift={line.drift} limit={line.driftLimit} /></div>
      <p className="act"><b>{line.headline}</b> {line.detail}</p>
      <Next line={line} />
    </section>
  );
}
