import type { TokenForecast } from '@/lib/schemas/api/model';
import type { TokenPeers } from '@/lib/schemas/token-peers';
import type { TokenText } from '@/lib/schemas/token-text';
import { ForecastPanel } from './forecast-panel';
import { Peers, SimilarTokens } from './peers';
import { TextList } from './text-list';

export interface BeyondGradeProps {
  readonly symbol: string;
  readonly dataset: string;
  readonly peers: TokenPeers;
  readonly forecast: TokenForecast | null;
  /** Whether its last close is too old to advise on. */
  readonly stale: boolean;
  readonly texts: readonly TokenText[];
}

/** What stands beside the grade: peers and the like, the forecast and what is written. */
export function BeyondGrade({ symbol, dataset, peers, forecast, stale, texts }: BeyondGradeProps) {
  return (
    <>
      <div className="cols main-side mt-10">
        <section><Peers peers={peers} symbol={symbol} /></section>
        <section><SimilarTokens similar={peers.similar} /></section>
      </div>
      <div className="cols main-side mt-10">
        <section><ForecastPanel forecast={forecast} dataset={dataset} stale={stale} /></section>
        <section><TextList texts={texts} symbol={symbol} /></section>
      </div>
    </>
  );
}
