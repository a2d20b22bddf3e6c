import { Link } from '@/components/ui/link';
import { Meter } from '@/components/ui/weight-bar';
import { Missing } from '@/components/ui/missing';
import { SectionHead } from '@/components/ui/section-head';
import { MIN_CROSS_SECTION } from '@/lib/domain/scores/rules';
import { formatCount, formatGrade, formatNumber } from '@/lib/format/number';
import type { PeerGroup, PeerStanding, TokenPeers } from '@/lib/schemas/token-peers';
import { word } from '../screener-query';
import { LensRadar } from './lens-radar';

const SIZES: Readonly<Record<string, string>> = { large: 'Large caps', mid: 'Mid caps', small: 'Small caps' };

/** Example: a sector is “Layer 1”, a size “Large caps”. */
export const groupName = ({ kind, name }: Pick<PeerGroup, 'kind' | 'name'>): string => (kind === 'size' ? (SIZES[name] ?? name) : word(name));

const tooFew = ({ count }: PeerGroup): string => (count < MIN_CROSS_SECTION ? `only ${formatCount(count, 'token')}; ${MIN_CROSS_SECTION} are needed` : 'too few of them have it');

function Percentile({ standing, group, at }: { readonly standing: PeerStanding; readonly group: PeerGroup; readonly at: number }) {
  const value = standing.percentiles[at] ?? null;
  if (value === null) return <Missing reason={standing.grade === null ? 'no grade' : tooFew(group)} />;
  return <span className="inline-flex items-center gap-3 align-middle"><span className="wide-only w-[72px]"><Meter value={value} /></span>{formatGrade(value)}</span>;
}

function Standings({ groups, standings }: Pick<TokenPeers, 'groups' | 'standings'>) {
  return (
    <table className="data-table tight slim">
      <caption className="sr">Grades and their percentiles among peers</caption>
      <thead><tr><th scope="col"><span className="sr">Grade</span></th><th scope="col" className="n hide">Grade</th>{groups.map((group) => <th key={group.kind} scope="col" className="n">{groupName(group)}, {formatNumber(group.count)}</th>)}</tr></thead>
      <tbody>
        {standings.map((standing) => (
          <tr key={standing.key}>
            <th scope="row">{standing.name}</th>
            <td className="n muted hide">{standing.grade === null ? <Missing reason="no grade" /> : formatGrade(standing.grade)}</td>
            {groups.map((group, at) => <td key={group.kind} className="n"><Percentile standing={standing} group={group} at={at} /></td>)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Where the token stands among those of its sector and of its size: the shape of its lenses, and percentiles in a table. */
export function Peers({ peers, symbol }: { readonly peers: TokenPeers; readonly symbol: string }) {
  const first = peers.groups[0];
  const lenses = peers.standings.filter(({ key }) => key !== 'investor' && key !== 'trader');
  return (
    <>
      <SectionHead title="Among its peers" note={peers.groups.length === 0 ? undefined : 'Percentiles of the day; 50 is the middle'} />
      {peers.standings.length === 0 ? <p className="prose py-2 muted">{symbol} is not graded, so it is held against nobody.</p> : (
        <div className="peers-grid">
          <LensRadar axes={lenses.map(({ name, grade }, i) => ({ name, grade, median: peers.medians[i] ?? null }))} peers={first && peers.medians.some((median) => median !== null) ? groupName(first) : null} />
          <Standings groups={peers.groups} standings={peers.standings} />
        </div>
      )}
    </>
  );
}

/** Those whose features stand at the most similar percentiles today. */
export function SimilarTokens({ similar }: Pick<TokenPeers, 'similar'>) {
  return (
    <>
      <SectionHead title="Similar tokens" />
      {similar.length === 0 ? <p className="prose py-2 muted">None shares enough features with it to be compared.</p> : (
        <>
          <ul className="moved" aria-label="Similar tokens">
            {similar.map((token) => (
              <li key={token.id}><span><Link href={`/tokens/${token.id}`}>{token.name}</Link><span className="sym">{token.symbol}</span></span><span className="n faint nb">{formatNumber(token.distance)} apart</span><span className="n">{token.investorGrade === null ? <Missing reason="no investor grade" /> : formatGrade(token.investorGrade)}</span></li>
            ))}
          </ul>
          <p className="cap">How far apart their features’ percentiles lie, in points (root mean square, lenses weighing equally), and their investor grade. Alike today says nothing about tomorrow.</p>
        </>
      )}
    </>
  );
}
