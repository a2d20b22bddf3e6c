import { adviceWord, type FreshnessText } from '@/lib/format/freshness';
import type { TokenForecast } from '@/lib/schemas/api/model';
import type { TokenPeers } from '@/lib/schemas/token-peers';
import type { TokenText } from '@/lib/schemas/token-text';
import { ForecastPanel } from './forecast-panel';
import { Peers, SimilarTokens } from './peers';
import { TextList } from './text-list';

export interface BeyondGradeProps {
  readonly symbol: string;
  readonly dataset: string;
  /** Null for a day of the past, of which neither they nor texts are read. */
  readonly peers: TokenPeers | null;
  readonly forecast: TokenForecast | null;
  readonly freshness: FreshnessText;
  readonly texts: readonly TokenText[];
}

/** What stands beside the grade: peers and the like, the forecast and what is written. */
export function BeyondGrade({ symbol, dataset, peers, forecast, freshness, texts }: BeyondGradeProps) {
  const stale = adviceWord(freshness) !== null;
  if (peers === null) return <section id="forecast" className="section"><ForecastPanel forecast={forecast} dataset={dataset} stale={stale} /></section>;
  return (
    <>
      <div className="cols main-side mt-10">
        <section><Peers peers={peers} symbol={symbol} /></section>
        <section><SimilarTokens similar={peers.similar} /></section>
      </div>
      <div className="cols main-side mt-10">
        <section id="forecast"><ForecastPanel forecast={forecast} dataset={dataset} stale={stale} /></section>
        <section><TextList texts={texts} symbol={symbol} /></section>
      </div>
    </>
  );
}
