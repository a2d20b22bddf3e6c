import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { parseRange } from '@/components/charts/windows';
import { FiguresTable } from '@/components/indices/figures-table';
import { HoldingsTable } from '@/components/indices/holdings-table';
import { IndexFigures, IndexTitle } from '@/components/indices/index-head';
import { IndexLevel } from '@/components/indices/index-level';
import { ExposureBars, Leaving, Method } from '@/components/indices/index-side';
import { RebalanceList } from '@/components/indices/rebalance-list';
import { WaitingIndex } from '@/components/indices/waiting-index';
import { readShell } from '@/lib/services/overview/read-shell';
import { readIndex, readIndexLevels, readIndexRebalances } from '@/lib/services/indices/read-indices';

interface Props {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Promise<{ readonly range?: string; readonly scale?: string; readonly rebalances?: string }>;
}

/** Rebalances that the page lists unless all are asked for. */
const LISTED = 12;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const index = await readIndex((await params).slug);
  return { title: index?.name ?? 'Index' };
}

export default async function IndexPage({ params, searchParams }: Props) {
  const [{ slug }, search] = await Promise.all([params, searchParams]);
  const [index, levels, rebalances, dataset] = await Promise.all([readIndex(slug), readIndexLevels(slug), readIndexRebalances(slug), readShell()]);
  if (index === null || levels === null || rebalances === null) notFound();
  if (index.status === 'waiting' || index.startDay === null || dataset === null) return <WaitingIndex index={index} />;
  const asked = parseRange(search.range);
  const range = index.metricsByRange[asked] ? asked : 'all';
  const figures = index.metricsByRange[range];
  const newest = [...rebalances].reverse();
  const all = search.rebalances === 'all';
  const last = levels.net.length - 1;
  const change7d = last < 7 ? null : (levels.net[last] ?? NaN) / (levels.net[last - 7] ?? NaN) - 1;
  return (
    <>
      <IndexTitle index={index} />
      <IndexFigures index={index} change7d={change7d} />
      <div className="cols main-side">
        <div>
          <IndexLevel index={{ ...index, startDay: index.startDay }} levels={levels} alone={index.alone} events={rebalances} view={{ range, scale: search.scale === 'linear' ? 'linear' : 'log' }} simulated={dataset.simulated} />
        </div>
        <div>{figures !== undefined && <FiguresTable range={range} figures={figures} />}</div>
      </div>
      <div className="cols main-side">
        <div><HoldingsTable index={index} rebalancedOn={newest[0]?.day ?? null} /></div>
        <div><ExposureBars exposure={index.exposure} /></div>
      </div>
      <div className="cols main-side">
        <div><RebalanceList slug={slug} events={all ? newest : newest.slice(0, LISTED)} all={all} score={index.rebalancing} /></div>
        <div>
          <Method index={index} />
          <Leaving index={index} simulated={dataset.simulated} />
        </div>
      </div>
    </>
  );
}
