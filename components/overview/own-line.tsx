import { SUGGESTION_HOURS } from '@/lib/domain/rebalancing/rules';
import { formatDay } from '@/lib/format/day';
import { formatHours } from '@/lib/format/freshness';
import { formatCount, formatWord } from '@/lib/format/number';
import { formatPercent } from '@/lib/format/percent';
import { BandGauge } from '../ui/band-gauge';
import { ButtonLink } from '../ui/button';
import { Change } from '../ui/change';
import { Money } from '../ui/money';

interface OwnToken {
  readonly name: string;
  readonly place: 'above' | 'below' | 'inside';
  readonly used: number | null;
}

export interface OwnLineProps {
  /** USD, exact text. */
  readonly value: string;
  /** Since the close before; null where there was none. */
  readonly change1d: number | null;
  readonly changeAmount: string | null;
  /** Half the summed distances from the targets; null without a plan. */
  readonly drift: number | null;
  readonly driftLimit: number;
  /** The day of the calendar that waits; null where none does. */
  readonly nextDue: string | null;
  readonly trades: number;
  /** Tokens outside their bands, else the one nearest to its edge. */
  readonly tokens: readonly OwnToken[];
  /** Tokens whose closes are too old to advise anything about. */
  readonly stale: number;
  /** Hours since the newest close where all of them are. */
  readonly staleHours: number | null;
  readonly hasPlan: boolean;
  readonly hasPositions: boolean;
}

const NAMED = 2;

function headline(line: OwnLineProps): string {
  if (!line.hasPlan) return 'No plan yet.';
  if (!line.hasPositions) return 'Nothing held yet.';
  if (line.staleHours !== null) return 'Nothing is advised.';
  if (line.trades === 0) return 'Nothing to do.';
  const count = formatWord(line.trades);
  return `${count.charAt(0).toUpperCase()}${count.slice(1)} ${line.trades === 1 ? 'trade' : 'trades'}.`;
}

function outside(tokens: readonly OwnToken[]): string {
  if (tokens.length > NAMED) return `${formatWord(tokens.length)} tokens are outside their bands`.replace(/^./, (letter) => letter.toUpperCase());
  return tokens.map(({ name, place }, position) => `${name} is ${place} its ${position === 0 ? 'band' : 'own'}`).join(' and ').replace(/ and (.+) is (\w+) its own$/, ' and $1 $2 its own');
}

/** One sentence of why, with its number. */
function reason(line: OwnLineProps): string {
  if (!line.hasPlan) return 'A plan says what share, in what, and why; it takes four short steps.';
  if (!line.hasPositions) return 'Enter what you hold, or what you have to invest, and see the trades that lead to the plan.';
  if (line.staleHours !== null) return `The newest closes are ${formatHours(line.staleHours)} old. Suggestions come back with the next ones.`;
  if (line.nextDue !== null && line.trades === 0) return `Your calendar is due next on ${formatDay(line.nextDue)}.`;
  const [first] = line.tokens;
  if (first === undefined) return 'No token has a band to leave.';
  if (first.place !== 'inside') return `${outside(line.tokens)}. ${line.trades === 0 ? 'The rules wait.' : `Today’s closes, good for ${SUGGESTION_HOURS}\u00a0hours.`}`;
  return `${first.name} is the farthest from its target and has used ${formatPercent(first.used ?? 0, { digits: 0 })} of its band.`;
}

function detail(line: OwnLineProps): string {
  const kept = line.stale === 0 || line.staleHours !== null || !line.hasPlan ? '' : ` ${formatCount(line.stale, 'token is', 'tokens are')} kept: the last close is too old.`;
  return `${reason(line)}${kept}`;
}

/** The next step: the trades, or what is still missing before there can be any. */
function Next({ line }: { readonly line: OwnLineProps }) {
  if (!line.hasPlan) return <ButtonLink look="primary" href="/plan">Make a plan</ButtonLink>;
  if (!line.hasPositions) return <ButtonLink look="primary" href="/portfolio">Enter what you hold</ButtonLink>;
  if (line.trades === 0) return <ButtonLink href="/rebalance">See how far each is</ButtonLink>;
  return <ButtonLink look="primary" href="/rebalance">{line.trades === 1 ? 'See the trade' : 'See the trades'}</ButtonLink>;
}

function Drift({ drift, limit, waits }: { readonly drift: number | null; readonly limit: number; readonly waits: boolean }) {
  if (drift === null) return <p className="lab">No targets yet, so nothing can drift</p>;
  const end = Math.max(limit / 0.7, drift * 1.1);
  return (
    <>
      <p className="lab">Drift {formatPercent(drift)}{waits ? '; the calendar decides' : `; acts above ${formatPercent(limit, { digits: 0 })}`}</p>
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
      <div><Drift drift={line.drift} limit={line.driftLimit} waits={line.nextDue !== null} /></div>
      <p className="act"><b>{headline(line)}</b> {detail(line)}</p>
      <Next line={line} />
    </section>
  );
}
