import { ContributionBar } from '@/components/ui/contribution-bar';
import { SectionHead } from '@/components/ui/section-head';
import { BUY_FROM, HOLD_FROM, RATING_MARGIN } from '@/lib/domain/scores/rules';
import { formatShortDay } from '@/lib/format/day';
import { EN_DASH, formatGrade, formatNumber } from '@/lib/format/number';
import type { TokenContribution, TokenReasons } from '@/lib/schemas/token-view';
import { featureName } from './feature-text';
import { LEAST_POINTS } from './grade-summary';

/** As many as a glance takes in; the rest is in the table of features. */
const SHOWN = 6;
const SHOWN_MOVES = 9;

type Contribution = Pick<TokenContribution, 'code' | 'name' | 'points'>;

const points = (value: number): string => formatNumber(value, { digits: 1, sign: true });
const grade = (value: number | null): string => (value === null ? EN_DASH : formatGrade(value));

/** Where the next rating begins from here (Rule 3.4). */
function nextThreshold(rating: string): string {
  if (rating === 'hold') return `buy begins at ${BUY_FROM + RATING_MARGIN} from below, sell at ${HOLD_FROM - RATING_MARGIN} from above`;
  return rating === 'buy' ? `hold begins at ${BUY_FROM - RATING_MARGIN} from above` : `hold begins at ${HOLD_FROM + RATING_MARGIN} from below`;
}

function ratingWords(before: string | null, now: string | null): string {
  if (now === null) return '';
  if (before === null || before === now) return `The rating stayed ${now}: ${nextThreshold(now)}.`;
  return `The rating went from ${before} to ${now}.`;
}

/** What moved the investor grade since a week ago; the parts sum to the change. */
export function WhatMoved({ moved, rating }: { readonly moved: TokenReasons['moved']; readonly rating: string | null }) {
  if (moved === null) {
    return (
      <>
        <SectionHead title="What moved in a week" />
        <p className="prose py-2 muted">Nothing to compare: there is no investor grade on both days.</p>
      </>
    );
  }
  const rest = moved.moves.slice(SHOWN_MOVES).reduce((sum, move) => sum + move.points, 0);
  return (
    <>
      <SectionHead title={`What moved since ${formatShortDay(moved.since)}`} />
      <p className="prose py-2 muted">Investor grade {formatNumber(moved.from, { digits: 1 })} → {formatNumber(moved.to, { digits: 1 })}. {ratingWords(moved.ratingBefore, rating)}</p>
      <ul className="moved">
        {moved.moves.slice(0, SHOWN_MOVES).map((move) => (
          <li key={move.code}><span>{featureName(move.name)}</span><span className="n faint nb">{grade(move.from)} → {grade(move.to)}</span><span className="n">{points(move.points)}</span></li>
        ))}
        {moved.moves.length > SHOWN_MOVES && <li><span>{moved.moves.length - SHOWN_MOVES} others</span><span /><span className="n">{points(rest)}</span></li>}
      </ul>
      <p className="cap">Each feature’s own grade, and the points by which it moved the investor grade. They add up to {points(moved.to - moved.from)}.</p>
    </>
  );
}

function List({ title, none, list, end }: { readonly title: string; readonly none: string; readonly list: readonly Contribution[]; readonly end: number }) {
  return (
    <div>
      <h3 className="text-xs font-normal faint py-2">{title}</h3>
      {list.length === 0 ? <p className="prose muted">{none}</p> : (
        <ul className="moved" aria-label={title}>
          {list.map((part) => <li key={part.code}><span>{featureName(part.name)}</span><span><ContributionBar points={part.points} end={end} /></span><span className="n">{points(part.points)}</span></li>)}
        </ul>
      )}
    </div>
  );
}

/** Two lists on one scale: what lifts, what lowers. */
export function ForAgainstLists({ contributions, forNone, againstNone, note }: { readonly contributions: readonly Contribution[]; readonly forNone: string; readonly againstNone: string; readonly note: string }) {
  const end = Math.max(...contributions.map((part) => Math.abs(part.points)), 0);
  const side = (sign: 1 | -1) => contributions.filter((part) => part.points * sign >= LEAST_POINTS).slice(0, SHOWN);
  return (
    <>
      <div className="cols two">
        <List title="For" none={forNone} list={side(1)} end={end} />
        <List title="Against" none={againstNone} list={side(-1)} end={end} />
      </div>
      <p className="cap">{note}</p>
    </>
  );
}

/** What speaks for and what against; points against 50. */
export function ForAndAgainst({ contributions }: { readonly contributions: readonly Contribution[] }) {
  const total = contributions.reduce((sum, part) => sum + part.points, 0);
  return (
    <div className="mt-8">
      <SectionHead title="For and against" note="the investor grade" />
      {contributions.length === 0 ? <p className="prose py-2 muted">Without an investor grade nothing is weighed.</p> : (
        <ForAgainstLists contributions={contributions} forNone="No feature lifts it by a tenth of a point." againstNone="No feature lowers it by a tenth of a point." note={`Points each feature adds to the investor grade, against 50; the largest of ${contributions.length}. All together make ${points(total)}.`} />
      )}
    </div>
  );
}
