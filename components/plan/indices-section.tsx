import { Link } from '@/components/ui/link';
import { Money } from '@/components/ui/money';
import { Section } from '@/components/ui/section-head';
import { TierMark } from '@/components/ui/tier-mark';
import { WeightBar } from '@/components/ui/weight-bar';
import { dec } from '@/lib/domain/foundation/decimal';
import { shareOf } from '@/lib/domain/planning/amounts';
import { INDEX_MAXIMUM } from '@/lib/domain/planning/rules';
import { formatWord } from '@/lib/format/number';
import { formatPercent } from '@/lib/format/percent';
import type { StoredPlanResult } from '@/lib/schemas/plan';
import { capital, share } from './words';
import { RuleLink } from './rule-link';

const SCALE_STEP = 0.05;

/** The indices with their weights and amounts; a thin mark stands at the most one may hold. */
export function IndicesSection({ result }: { readonly result: StoredPlanResult }) {
  const { indices, stablecoinCash, classes, cryptoAmount } = result;
  const end = Math.max(INDEX_MAXIMUM, ...indices.map(({ weight }) => weight)) + SCALE_STEP;
  return (
    <Section title="Indices" note={classes.crypto === 0 ? 'How crypto would be divided once every gate passes' : `Thin mark: ${share(INDEX_MAXIMUM)}, the most one index may hold`} end={<RuleLink rule="7.6" />} id="indices">
      <table className="data-table cards">
        <caption className="sr">Indices of the plan with their share of crypto, of everything, and amount</caption>
        <thead>
          <tr><th scope="col">Index</th><th scope="col" className="n">Of crypto</th><th scope="col" style={{ width: '32%' }}>0 to {formatPercent(end, { digits: 0 })}</th><th scope="col" className="n hide">Of all</th><th scope="col" className="n">Amount</th></tr>
        </thead>
        <tbody>
          {indices.map((index) => (
            <tr key={index.slug}>
              <th scope="row"><TierMark tier={index.tier}><Link href={`/indices/${index.slug}`}>{index.name}</Link></TierMark></th>
              <td className="n">{share(index.weight)}</td>
              <td className="hide"><WeightBar weight={index.weight} target={INDEX_MAXIMUM} end={end} tier={index.tier} label={index.name} /></td>
              <td className="n hide muted">{formatPercent(index.weight * classes.crypto)}</td>
              <td className="n strong"><Money value={index.amount} digits={0} /></td>
            </tr>
          ))}
          {stablecoinCash > 0 ? (
            <tr>
              <th scope="row">Stablecoin cash</th>
              <td className="n">{share(stablecoinCash)}</td>
              <td className="hide"><WeightBar weight={stablecoinCash} end={end} label="Stablecoin cash" /></td>
              <td className="n hide muted">{formatPercent(stablecoinCash * classes.crypto)}</td>
              <td className="n strong"><Money value={shareOf(dec(cryptoAmount), stablecoinCash)} digits={0} /></td>
            </tr>
          ) : null}
        </tbody>
        <tfoot>
          <tr><th scope="row">{capital(formatWord(indices.length))} {indices.length === 1 ? 'index' : 'indices'}</th><td className="n">{formatPercent(1, { digits: 0 })}</td><td className="hide" /><td className="n hide">{formatPercent(classes.crypto)}</td><td className="n"><Money value={cryptoAmount} digits={0} /></td></tr>
        </tfoot>
      </table>
    </Section>
  );
}
