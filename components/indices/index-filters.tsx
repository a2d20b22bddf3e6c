import { ChipLink, Chips } from '../ui/chip';
import { TierMark } from '../ui/tier-mark';
import { labelOf } from '@/lib/domain/indices/words';
import { DEFAULT_INDEX_QUERY, indexAddress, SECTORS, type IndexQuery } from './index-query';

const TIERS = ['conservative', 'balanced', 'aggressive'] as const;
const OTHERS = [
  { key: 'kind', value: 'market', label: 'Broad' },
  { key: 'kind', value: 'sector', label: 'Sectors' },
  { key: 'kind', value: 'income', label: 'Income' },
  { key: 'kind', value: 'lowEnergy', label: 'Low energy' },
  { key: 'cadence', value: 'weekly', label: 'Weekly' },
  { key: 'cadence', value: 'monthly', label: 'Monthly' },
  { key: 'cadence', value: 'quarterly', label: 'Quarterly' },
] as const;

/** Chips at their own addresses: one of each group at a time, a second press takes it off. */
export function IndexFilters({ query }: { readonly query: IndexQuery }) {
  const address = (set: Partial<IndexQuery>): string => indexAddress({ ...query, ...set });
  const none = query.tier === '' && query.kind === '' && query.sector === '' && query.cadence === '';
  return (
    <div className="filters">
      <Chips label="Filter the indices">
        <ChipLink href={indexAddress({ ...DEFAULT_INDEX_QUERY, sort: query.sort, order: query.order })} on={none}>All</ChipLink>
        {TIERS.map((tier) => <ChipLink key={tier} href={address({ tier: query.tier === tier ? '' : tier })} on={query.tier === tier}><TierMark tier={tier} /></ChipLink>)}
        {OTHERS.map(({ key, value, label }) => <ChipLink key={value} href={address({ [key]: query[key] === value ? '' : value })} on={query[key] === value}>{label}</ChipLink>)}
      </Chips>
      <Chips label="Filter by sector">
        {SECTORS.map((sector) => <ChipLink key={sector} href={address({ sector: query.sector === sector ? '' : sector })} on={query.sector === sector}>{labelOf(sector)}</ChipLink>)}
      </Chips>
    </div>
  );
}
