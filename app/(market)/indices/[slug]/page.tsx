import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { parseRange } from '@/components/charts/windows';
import { FiguresTable } from '@/components/indices/figures-table';
import { HoldingsTable } from '@/components/indices/holdings-table';
import { IndexFigures, IndexTitle } from '@/components/indices/index-head';
import { IndexLevel } from '@/components/indices/index-level';
import { ExposureBars, Leaving, Method } from '@/components/indices/index-side';
import { RebalanceList } from '@/components/indices/rebalance-list';
import { StaleNote } from '@/components/indices/stale-note';
import { WaitingIndex } from '@/components/indices/waiting-index';
import { readShell } from '@/lib/services/overview/read-shell';
import { readIndex, readIndexLevels, readIndexMarks, readIndexRebalances } from '@/lib/services/indices/read-indices';

interface Props {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Promise<{ readonly range?: string; readonly scale?: string; readonly until?: string }>;
}

/** Rebalances on one page. */
const LISTED = 12;

/** The newest event of the page asked for, and of the page before it. Of several events on one day all are on one page. */
function pageOf(marks: readonly { readonly day: string }[], asked: string | undefined): { until: string | undefined; earlier: string | null } {
  const last = asked === undefined ? marks.length - 1 : marks.findLastIndex(({ day }) => day <= asked);
  const end = last < 0 ? marks.length - 1 : last;
  return { until: marks[end]?.day, earlier: marks[end - LISTED]?.day ?? null };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const index = await readIndex((await params).slug);
  return { title: index?.name ?? 'Index' };
}

export default async function IndexPage({ params, searchParams }: Props) {
  const [{ slug }, search] = await Promise.all([params, searchParams]);
  const [index, levels, marks, dataset] = await Promise.all([readIndex(slug), readIndexLevels(slug), readIndexMarks(slug), readShell()]);
  const { until, earlier } = pageOf(marks, search.until);
  const rebalances = await readIndexRebalances(slug, { limit: LISTED, ...(until ? { until } : {}) });
  if (index === null || levels === null || rebalances === null) notFound();
  if (index.status === 'waiting' || index.startDay === null || dataset === null) return <WaitingIndex index={index} />;
  const asked = parseRange(search.range);
  const range = index.metricsByRange[asked] ? asked : 'all';
  const figures = index.metricsByRange[range];
  const newest = [...rebalances].reverse();
  const last = levels.net.length - 1;
  const change7d = last < 7 ? null : (levels.net[last] ?? NaN) / (levels.net[last - 7] ?? NaN) - 1;
  return (
    <>
      <IndexTitle index={index} />
      <StaleNote index={index} />
      <IndexFigures index={index} change7d={change7d} />
      <div className="cols main-side">
        <div>
          <IndexLevel index={{ ...index, startDay: index.startDay }} levels={levels} alone={index.alone} events={marks} view={{ range, scale: search.scale === 'linear' ? 'linear' : 'log' }} simulated={dataset.simulated} />
        </div>
        <div>{figures !== undefined && <FiguresTable range={range} figures={figures} />}</div>
      </div>
      <div className="cols main-side">
        <div><HoldingsTable index={index} rebalancedOn={marks.at(-1)?.day ?? null} /></div>
        <div><ExposureBars exposure={index.exposure} /></div>
      </div>
      <div className="cols main-side">
        <div><RebalanceList slug={slug} events={newest} earlier={earlier} newest={until === marks.at(-1)?.day} score={index.rebalancing} /></div>
        <div>
          <Method index={index} />
          <Leaving index={index} simulated={dataset.simulated} />
        </div>
      </div>
    </>
  );
}
