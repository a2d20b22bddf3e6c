import { Callout } from '@/components/ui/callout';
import { CoverageDots } from '@/components/ui/grade';
import { GradeRail } from '@/components/ui/grade-rail';
import { LensBars } from '@/components/ui/lens-bars';
import { Missing } from '@/components/ui/missing';
import { Provenance } from '@/components/ui/provenance';
import { STALE_HOURS } from '@/lib/domain/market/live-rules';
import { BUY_FROM, HOLD_FROM, MIN_GRADE_COVERAGE } from '@/lib/domain/scores/rules';
import { formatDay } from '@/lib/format/day';
import { adviceWord, freshnessClause, type FreshnessText } from '@/lib/format/freshness';
import { formatCount, formatGrade, formatNumber } from '@/lib/format/number';
import { formatPercent } from '@/lib/format/percent';
import { lensReason } from './feature-text';
import type { TokenGrade, TokenLens } from '@/lib/schemas/token-view';
import { gradedFirst } from './feature-view';

export interface GradePanelProps {
  readonly investor: TokenGrade;
  readonly trader: TokenGrade;
  readonly rating: string | null;
  readonly ratingSince: string | null;
  readonly day: string;
  readonly dataset: string;
  readonly ungraded: string | null;
  readonly freshness: FreshnessText;
  readonly lenses: readonly TokenLens[];
  readonly lensesBefore: readonly (number | null)[];
}

function why(view: TokenGrade, ungraded: string | null): string {
  if (ungraded !== null) return `not graded: ${ungraded}`;
  return `${formatPercent(view.coverage, { digits: 0 })} of its weight has data; ${formatPercent(MIN_GRADE_COVERAGE, { digits: 0 })} from two lenses is needed (Rule 3.3)`;
}

const upperFirst = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
const sentence = (text: string): string => `${upperFirst(text)}.`;

function coverageWords(view: TokenGrade): string {
  return `${formatPercent(view.coverage, { digits: 0 })} of its weight has data${view.thin ? ': thin' : ''}.`;
}

function Number({ view, word, formula, props }: { readonly view: TokenGrade; readonly word: string; readonly formula: string; readonly props: GradePanelProps }) {
  if (view.grade === null) return <p className="big"><Missing reason={why(view, props.ungraded)} /> <small>n/a</small></p>;
  return (
    <p className="big">
      <Provenance source="Computed" day={formatDay(props.day)} formula={formula} origin={`dataset ${props.dataset}`} note={`${formatNumber(view.grade, { digits: 1 })} before rounding. ${coverageWords(view)}`}>{formatGrade(view.grade)}</Provenance> <small>{word}</small>
    </p>
  );
}

function lensNote(lens: TokenLens, before: number | null) {
  const change = lens.grade === null || before === null ? '' : `${formatNumber(lens.grade - before, { digits: 1, sign: true })} in a week · `;
  const families = `${lens.families.filter((family) => family.present).length} of ${formatCount(lens.families.length, 'family', 'families')}`;
  return <span>{change}{families}<span className="hidden phone:inline"> · </span><br className="wide-only" />weighs {formatNumber(100 * lens.investorWeight)} investor, {formatNumber(100 * lens.traderWeight)} trader</span>;
}

/** A token outside the ranking: once, in place of two grades and six lenses that each say so. */
function Ungraded() {
  return <p className="prose py-2 muted">None: it stands outside the ranking (Rule 2.2). Grades say where a token stands among others of its kind; below are its figures as they are, without a place.</p>;
}

/** Both grades on their rails with coverage and age, and the six lenses beneath. */
export function GradePanel(props: GradePanelProps) {
  const { investor, trader, lenses, lensesBefore, ungraded } = props;
  const present = lenses.filter((lens) => lens.grade !== null).length;
  const stale = adviceWord(props.freshness);
  const since = stale === null && props.ratingSince ? ` Rated ${props.rating} since ${formatDay(props.ratingSince)}.` : '';
  const doubt = stale !== null && <div className="mt-4 mb-5"><Callout tone="warn"><b>{stale === 'dead' ? 'Dead' : 'Stale'}: nothing is advised.</b> {upperFirst(freshnessClause(props.freshness))}. Past {STALE_HOURS} hours a grade stays as it last was and says nothing about today.</Callout></div>;
  if (ungraded !== null && investor.grade === null && trader.grade === null) return <>{doubt}<Ungraded /></>;
  return (
    <>
      {doubt}
      <div className="grades">
        <div>
          <p className="text-xs faint">Investor grade, months</p>
          <Number view={investor} word={stale ?? props.rating ?? 'of 100'} formula="Σ weight × lens grade ÷ Σ weight of the lenses present (Rule 3.3)" props={props} />
          {investor.grade !== null && <GradeRail value={investor.grade} thresholds={[HOLD_FROM, BUY_FROM]} words={['sell', 'hold', 'buy']} label="Investor grade" />}
          <p className="cap"><CoverageDots lenses={present} />{investor.grade === null ? sentence(why(investor, ungraded)) : `${coverageWords(investor)} Closes of ${formatDay(props.day)}.${since}`}</p>
        </div>
        <div>
          <p className="text-xs faint">Trader grade, days to weeks</p>
          <Number view={trader} word="of 100" formula="the same with the trader’s weights (Rule 3.3)" props={props} />
          {trader.grade !== null && <GradeRail value={trader.grade} label="Trader grade" />}
          <p className="cap"><CoverageDots lenses={present} />{trader.grade === null ? sentence(why(trader, ungraded)) : `${coverageWords(trader)} ${props.rating === null ? 'No rating: that follows the investor grade.' : 'The rating follows the investor grade.'}`}</p>
        </div>
      </div>
      <div className="border-t border-line">
        <LensBars lenses={gradedFirst(lenses.map((lens, position) => ({ lens: lens.name, grade: lens.grade, reason: lensReason(lens, ungraded), note: lensNote(lens, lensesBefore[position] ?? null) })))} />
      </div>
    </>
  );
}
