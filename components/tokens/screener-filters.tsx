import { Link } from '@/components/ui/link';
import { SearchIcon } from '../layout/icons';
import { Button } from '../ui/button';
import { ChipLink, Chips } from '../ui/chip';
import { SelectField } from '../ui/field';
import { SCREENER_COLUMNS, shownColumns } from './screener-columns';
import { Conditions, FeatureChecks, NumberFields, SortFields } from './screener-numbers';
import { DEFAULT_QUERY, screenerSearch, word, type ScreenerChoices, type ScreenerQuery } from './screener-query';
import type { ScreenerFeature } from '@/lib/schemas/screener-measures';

interface FilterProps {
  readonly query: ScreenerQuery;
  readonly choices: ScreenerChoices;
  readonly features: readonly ScreenerFeature[];
}

const address = (query: ScreenerQuery): string => `/tokens${screenerSearch({ ...query, page: 1 })}`;

/** What a form must not lose when it sends only some of the filters. */
function Kept({ query, except }: { readonly query: ScreenerQuery; readonly except: readonly string[] }) {
  const params = [...new URLSearchParams(screenerSearch({ ...query, page: 1 }))].filter(([key]) => !except.includes(key));
  return params.map(([key, value]) => <input key={key} type="hidden" name={key} value={value} />);
}

interface Quick {
  readonly label: string;
  readonly set: Partial<ScreenerQuery>;
  readonly clear: Partial<ScreenerQuery>;
}

const QUICK: readonly Quick[] = [
  { label: 'Large 1–20', set: { size: 'large' }, clear: { size: '' } },
  { label: 'Mid 21–100', set: { size: 'mid' }, clear: { size: '' } },
  { label: 'Rating: buy', set: { rating: 'buy' }, clear: { rating: '' } },
  { label: 'Proof of stake', set: { consensus: 'pos' }, clear: { consensus: '' } },
  { label: '30 d above 0', set: { up: true }, clear: { up: false } },
];

function isOn(query: ScreenerQuery, set: Partial<ScreenerQuery>): boolean {
  return Object.entries(set).every(([key, value]) => query[key as keyof ScreenerQuery] === value);
}

function QuickChips({ query }: { readonly query: ScreenerQuery }) {
  return (
    <Chips label="Quick filters">
      <ChipLink href="/tokens" on={screenerSearch({ ...query, page: 1, sort: DEFAULT_QUERY.sort, order: DEFAULT_QUERY.order, columns: [] }) === ''}>All sectors</ChipLink>
      {QUICK.map(({ label, set, clear }) => {
        const on = isOn(query, set);
        return <ChipLink key={label} href={address({ ...query, ...(on ? clear : set) })} on={on}>{label}</ChipLink>;
      })}
    </Chips>
  );
}

const any = (label: string, values: readonly string[]) => [{ value: '', label }, ...values.map((value) => ({ value, label: word(value) }))];

const SIZES = [{ value: '', label: 'Any size' }, { value: 'large', label: 'Large, 1–20' }, { value: 'mid', label: 'Mid, 21–100' }, { value: 'small', label: 'Small, 101 and beyond' }];

function MoreFilters({ query, choices, features }: FilterProps) {
  return (
    <details className="popover">
      <summary className="btn">Filters</summary>
      <form className="popover-panel" action="/tokens" method="get">
        <Kept query={query} except={['sector', 'ecosystem', 'consensus', 'rating', 'size', 'all']} />
        <SelectField plain label="Sector" name="sector" defaultValue={query.sector} options={any('Any sector', choices.sectors)} />
        <SelectField plain label="Ecosystem" name="ecosystem" defaultValue={query.ecosystem} options={any('Any ecosystem', choices.ecosystems)} />
        <SelectField plain label="Consensus" name="consensus" defaultValue={query.consensus} options={any('Any consensus', choices.consensus)} />
        <SelectField plain label="Size by rank" name="size" defaultValue={query.size} options={SIZES} />
        <SelectField plain label="Rating" name="rating" defaultValue={query.rating} options={any('Any rating', ['buy', 'hold', 'sell'])} />
        <NumberFields features={features} />
        <label className="check mb-4"><input type="checkbox" name="all" value="1" defaultChecked={query.all} />Also what no index may hold, with the reason</label>
        <span className="actions"><Button look="primary" type="submit">Apply</Button><Link className="btn quiet" href="/tokens">Clear all</Link></span>
      </form>
    </details>
  );
}

/** On a phone there are no heads to click. */
function SortChooser({ query, features }: Omit<FilterProps, 'choices'>) {
  return (
    <details className="popover phone-only">
      <summary className="btn">Sort</summary>
      <form className="popover-panel" action="/tokens" method="get">
        <Kept query={query} except={['sort', 'order']} />
        <SortFields query={query} features={features} />
        <Button look="primary" type="submit">Sort</Button>
      </form>
    </details>
  );
}

function ColumnChooser({ query, features }: Omit<FilterProps, 'choices'>) {
  const shown = new Set(shownColumns(query, features).map((column) => column.key));
  return (
    <details className="popover">
      <summary className="btn">Columns</summary>
      <form className="popover-panel" action="/tokens" method="get">
        <Kept query={query} except={['columns']} />
        <div className="wide-only">
          <fieldset className="mb-3 grid grid-cols-2 gap-2">
            <legend className="mb-2 text-sm font-medium">Columns</legend>
            {SCREENER_COLUMNS.filter((column) => column.key !== 'name').map((column) => (
              <label key={column.key} className="check">
                <input type="checkbox" name="columns" value={column.key} defaultChecked={shown.has(column.key)} />
                {column.head === '#' ? 'Rank' : column.head}
              </label>
            ))}
          </fieldset>
        </div>
        <FeatureChecks query={query} features={features} />
        <span className="actions mt-4"><Button look="primary" type="submit">Show</Button><Link className="btn quiet" href={address({ ...query, columns: [] })}>The usual</Link></span>
      </form>
    </details>
  );
}

/** Search, quick filters, more filters, columns, CSV: all of it plain links and forms. `search` lets a live screener bring its own input. */
export function ScreenerFilters({ query, choices, features, search, saved }: FilterProps & { readonly search?: React.ReactNode; readonly saved?: React.ReactNode }) {
  return (
    <div className="filters">
      <form className="search" action="/tokens" method="get" role="search" id="search">
        <SearchIcon />
        <Kept query={query} except={['q']} />
        {search ?? <input type="search" name="q" defaultValue={query.q} placeholder="Name, symbol or id" aria-label="Search tokens" />}
      </form>
      <QuickChips query={query} />
      <div className="actions" style={{ marginLeft: 'auto' }}>
        <SortChooser query={query} features={features} />
        <MoreFilters query={query} choices={choices} features={features} />
        <ColumnChooser query={query} features={features} />
        {saved}
        <a className="btn" href={`/tokens.csv${screenerSearch({ ...query, page: 1 })}`} download>CSV</a>
      </div>
      <Conditions query={query} features={features} />
    </div>
  );
}
