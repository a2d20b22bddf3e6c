import 'server-only';
import { loadMarketState } from '@/lib/data/market-state';
import { newestTexts, type SaidRecord } from '@/lib/data/text-reads';
import { polaritySign } from '@/lib/domain/scores/text/polarity';
import { hostOf } from '@/lib/domain/scores/text/text-sources';
import type { TokenText } from '@/lib/schemas/token-text';

/** Texts that a page shows. */
const SHOWN = 20;
const MOODS = { [-1]: 'negative', 0: 'neutral', 1: 'positive' } as const;

function methodOf(method: string): TokenText['method'] {
  const [by = '', name = ''] = method.split(/:(.*)/s);
  return by === 'rules' || by === 'model' ? { by, name } : { by: 'none', name: '' };
}

function asShown({ source, originalSource, publishedAt, language, polarity, method, copy, copies, id: _, ...rest }: SaidRecord): TokenText {
  return {
    ...rest,
    source: hostOf(source),
    publishedAt: publishedAt.toISOString(),
    language: language || null,
    polarity,
    mood: polarity === null ? null : MOODS[polaritySign(polarity)],
    method: methodOf(method),
    copy: { number: copy, of: originalSource === null ? null : hostOf(originalSource), copies },
  };
}

/** The newest 20 headlines and posts that name a token in the active market, the newest first; none where there is no market or nobody named it. */
export async function readTokenText(assetId: string): Promise<TokenText[]> {
  const market = await loadMarketState();
  return market ? (await newestTexts(market.datasetId, assetId, SHOWN)).map(asShown) : [];
}
