import type { Metadata } from 'next';
import { cut, parseRange, windowOf } from '@/components/charts/windows';
import { CompareLevel } from '@/components/indices/compare-level';
import { ComparePicker } from '@/components/indices/compare-picker';
import { COMPARED_AT_MOST, parseTicked } from '@/components/indices/compare-query';
import { CompareFigures, CompareOverlap } from '@/components/indices/compare-tables';
import { applyIndexQuery, DEFAULT_INDEX_QUERY } from '@/components/indices/index-query';
import { toSearch, type PageSearch } from '@/components/layout/page-search';
import { Link } from '@/components/ui/link';
import { PageTitle } from '@/components/ui/page-title';
import { formatNumber } from '@/lib/format/number';
import { compareIndices } from '@/lib/services/indices/compare-indices';
import { listIndices } from '@/lib/services/indices/read-indices';
import { readShell } from '@/lib/services/overview/read-shell';

export const metadata: Metadata = { title: 'Compare indices' };

export default async function ComparePage({ searchParams }: { readonly searchParams: PageSearch }) {
  const [{ indices }, dataset, search] = await Promise.all([listIndices(), readShell(), toSearch(searchParams)]);
  const live = applyIndexQuery(indices, DEFAULT_INDEX_QUERY).filter(({ status }) => status === 'live');
  const params = new URLSearchParams(search);
  const ticked = parseTicked(params, new Set(live.map(({ slug }) => slug)));
  const picks = ticked.slice(0, COMPARED_AT_MOST);
  const range = parseRange(params.get('range') ?? undefined);
  const compared = await compareIndices(picks, range);
  const shown = cut(compared.days, windowOf(compared.days.length, range));
  return (
    <>
      <PageTitle crumb={<Link href="/indices">Indices</Link>} title="Compare indices" lede={`Up to ${formatNumber(COMPARED_AT_MOST)} beside each other: levels, figures, and how much they hold in common.`} />
      <ComparePicker indices={live} picks={picks} ticked={ticked} />
      {picks.length === 0 && <p className="prose mt-6">{live.length === 0 ? 'No index has a level yet.' : 'Choose two or more.'}</p>}
      {picks.length > 0 && <div className="mt-8"><CompareLevel {...compared} view={{ range, scale: params.get('scale') === 'linear' ? 'linear' : 'log' }} simulated={dataset?.simulated ?? false} /></div>}
      {picks.length > 0 && <CompareFigures indices={compared.indices} figures={compared.figures} from={shown[0] ?? ''} to={shown.at(-1) ?? ''} days={shown.length} />}
      {picks.length > 1 && <CompareOverlap indices={compared.indices} overlap={compared.overlap} />}
    </>
  );
}
