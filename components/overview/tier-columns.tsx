import { Link } from '@/components/ui/link';
import { formatDay } from '@/lib/format/day';
import { formatCount } from '@/lib/format/number';
import { MiniLevelChart } from '../charts/mini-level-chart';
import { StaleMark } from '../indices/stale-mark';
import { Change } from '../ui/change';
import { KeyValues } from '../ui/key-values';
import { Percent } from '../ui/percent';
import { TierMark, type TierName } from '../ui/tier-mark';

export interface TierColumn {
  readonly tier: TierName;
  readonly slug: string;
  readonly indices: number;
  readonly lead: {
    readonly name: string;
    readonly days: readonly string[];
    readonly levels: readonly (number | null)[];
    readonly bitcoin: readonly (number | null)[];
    readonly totalReturn: number | null;
    readonly maxDrawdown: number | null;
    readonly volatility: number | null;
    readonly start: string;
    readonly span: number;
    readonly stale: number;
    readonly holdings: number;
  } | null;
}

const WHO: Readonly<Record<TierName, string>> = {
  conservative: 'For someone who wants the market’s largest names and the shallowest falls this market offers.',
  balanced: 'For someone who accepts deeper falls in exchange for breadth beyond Bitcoin and Ethereum.',
  aggressive: 'For a small share of money, held by someone who can watch most of it go.',
};
const YEAR_DAYS = 365;

function Lead({ tier, slug, lead, simulated }: { readonly tier: TierName; readonly slug: string; readonly lead: NonNullable<TierColumn['lead']>; readonly simulated: boolean }) {
  const year = lead.span >= YEAR_DAYS;
  return (
    <>
      <p className="lead"><span><Link href={`/indices/${slug}`}>{lead.name}</Link> <StaleMark stale={lead.stale} holdings={lead.holdings} /></span><span className="faint text-xs">{year ? 'one year' : `since ${formatDay(lead.start)}`}, 1,000 at the start, log</span></p>
      <MiniLevelChart name={lead.name} tier={tier} days={lead.days} levels={lead.levels} bitcoin={lead.bitcoin} simulated={simulated} />
    </>
  );
}

function Figures({ column }: { readonly column: TierColumn }) {
  const { lead } = column;
  const span = lead === null || lead.span >= YEAR_DAYS ? '1 year' : formatCount(lead.span, 'day');
  return (
    <KeyValues
      rows={[
        { label: `Return, ${span}`, value: <Change value={lead?.totalReturn} missing="not computed yet" /> },
        { label: 'Deepest drawdown', value: <Change value={lead?.maxDrawdown} missing="not computed yet" /> },
        { label: 'Volatility a year', value: <Percent value={lead?.volatility} digits={0} missing="not computed yet" /> },
        { label: 'Indices in this tier', value: <Link href={`/indices?tier=${column.tier}`} aria-label={`${column.indices} indices in the ${column.tier} tier`}>{column.indices}</Link> },
      ]}
    />
  );
}

/** What these figures are worth: of a real market they flatter, of a simulated one they mean nothing. */
function Caveat({ simulated }: { readonly simulated: boolean }) {
  return (
    <p className="cap">
      Backtests, net of fees and slippage, in sample.{' '}
      {simulated ? 'This market is simulated: the figures show how the product works and say nothing of any real token.' : 'Tokens that died before this dataset was chosen are missing from it, which flatters every figure, small caps most.'}
      {' '}An index starts when its universe has 90 days of history; under a year, its return is not annualised.
    </p>
  );
}

/** Three tiers side by side: shape, who each is for, and its lead index over a year with Bitcoin faint behind. */
export function TierColumns({ columns, simulated }: { readonly columns: readonly TierColumn[]; readonly simulated: boolean }) {
  return (
    <>
      <div className="tiers">
        {columns.map((column) => (
          <div key={column.tier} className="tcol">
            <h2><TierMark tier={column.tier} size="big" /></h2>
            <p className="who">{WHO[column.tier]}</p>
            {column.lead === null ? <p className="lead faint">Its lead index is still being computed, or waits for data.</p> : <Lead tier={column.tier} slug={column.slug} lead={column.lead} simulated={simulated} />}
            <Figures column={column} />
          </div>
        ))}
      </div>
      <Caveat simulated={simulated} />
    </>
  );
}
