import 'server-only';
import { loadCloseOrigin, type CloseConflict } from '@/lib/data/market-freshness';
import { readHoldingIndices, type HoldingIndex } from '@/lib/data/token-facts';
import { BUY_FROM, HOLD_FROM } from '@/lib/domain/scores/rules';
import { orderOf } from '@/lib/schemas/sources';
import type { TokenPeers } from '@/lib/schemas/token-peers';
import type { TokenText } from '@/lib/schemas/token-text';
import { formatSource } from '@/lib/format/source-name';
import { loadSourceSettings } from '@/lib/services/live/source-settings';
import { readTokenText } from '@/lib/services/text/read-token-text';
import { readPeers } from './read-peers';
import { readScreener, type ScreenerRow } from './read-screener';
import { readToken, type TokenDetail } from './read-token';
import { readTokenHistory, type TokenHistory } from './read-token-history';
import { sourceNames } from './source-names';

export interface TokenPage {
  readonly token: TokenDetail;
  readonly history: TokenHistory;
  readonly indices: readonly HoldingIndex[];
  readonly peers: TokenPeers;
  /** The newest headlines and posts that name it. */
  readonly texts: readonly TokenText[];
  /** Bitcoin's changes over the same days; null on its own page. */
  readonly bitcoin: { readonly change7d: number | null; readonly change30d: number | null } | null;
  /** Share of the market cap of all eligible. */
  readonly share: number | null;
  /** Who stated the closes; of a live market the one that stated the last. */
  readonly source: string;
  /** Sources that differ about the last close, the one that stands first. */
  readonly conflicts: readonly CloseConflict[];
  readonly holdZone: readonly [number, number];
  /** Where daily grades begin; before it a grade stands until the next determination day. */
  readonly gradesNote: string;
}

const CLOSE_DIGITS = 8;
/** A grade of a Sunday or month end is drawn until the next one; never longer. */
const DRAWN_DAYS = 7;

function drawn(values: readonly (number | null)[]): (number | null)[] {
  let last: number | null = null;
  let age = 0;
  return values.map((value) => {
    age = value === null ? age + 1 : 0;
    last = value ?? (age < DRAWN_DAYS ? last : null);
    return last === null ? null : Math.round(last * 10) / 10;
  });
}

function slim(history: TokenHistory): TokenHistory {
  return {
    ...history,
    close: history.close.map((value) => (value === null ? null : Number(value.toPrecision(CLOSE_DIGITS)))),
    investorGrade: drawn(history.investorGrade),
    traderGrade: drawn(history.traderGrade),
  };
}

function shareOf(rows: readonly ScreenerRow[], token: TokenDetail): number | null {
  const total = rows.reduce((sum, row) => sum + (row.eligible ? Number(row.marketCap ?? 0) : 0), 0);
  return token.rank === null || token.figures.marketCap === null || total <= 0 ? null : token.figures.marketCap / total;
}

async function originOf({ dataset, asset, priceDay }: TokenDetail): Promise<Pick<TokenPage, 'source' | 'conflicts'>> {
  const named = sourceNames(dataset).daily;
  if (!dataset.live || priceDay === null) return { source: named, conflicts: [] };
  const { source, conflicts } = await loadCloseOrigin(dataset.id, asset.id, priceDay, orderOf(await loadSourceSettings(), 'close'));
  return { source: source === null ? named : formatSource(source), conflicts };
}

/** All that a token's page shows; null where there is no such token. */
export async function readTokenPage(id: string): Promise<TokenPage | null> {
  const [token, history, screener] = await Promise.all([readToken(id), readTokenHistory(id), readScreener()]);
  if (token === null || history === null) return null;
  const rows = screener?.rows ?? [];
  const bitcoin = id === 'bitcoin' ? undefined : rows.find((row) => row.id === 'bitcoin');
  const [indices, peers, texts] = await Promise.all([readHoldingIndices(token.dataset.id, id), readPeers(token, rows), readTokenText(id)]);
  return {
    token,
    history: slim(history),
    indices,
    peers,
    texts,
    bitcoin: bitcoin ? { change7d: bitcoin.change7d, change30d: bitcoin.change30d } : null,
    share: shareOf(rows, token),
    ...(await originOf(token)),
    holdZone: [HOLD_FROM, BUY_FROM],
    gradesNote: 'Grades are from what was known on each day: daily over the last 400 days, before that drawn from one Sunday or month end to the next.',
  };
}
