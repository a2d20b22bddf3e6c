import 'server-only';
import { loadCloseOrigin, type CloseConflict } from '@/lib/data/market-freshness';
import { readHoldingIndices, type HoldingIndex } from '@/lib/data/token-facts';
import type { IsoDay } from '@/lib/domain/foundation/iso-day';
import { asKnownOn } from '@/lib/domain/market/asset';
import { BUY_FROM, HOLD_FROM } from '@/lib/domain/scores/rules';
import { orderOf } from '@/lib/schemas/sources';
import { isoDay } from '@/lib/schemas/api/common';
import { ApiProblem } from '@/lib/schemas/api/problem';
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
  /** Whether its day is earlier than the market's last. */
  readonly past: boolean;
  readonly indices: readonly HoldingIndex[];
  /** Null for a day of the past. */
  readonly peers: TokenPeers | null;
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

/**
 * All that a token's page shows, of the market's last day or of an earlier one; null where there is no such token or no such day. What is read of now
 * only (who holds it, its share, Bitcoin beside it, its peers, the newest texts, that its series ended later) is left out of a day of the past. A day that is not kept is graded anew, and may be refused for
 * being asked for by too many at once (`ApiProblem`, 503).
 */
async function readTokenPage(id: string, asked?: IsoDay): Promise<TokenPage | null> {
  const history = await readTokenHistory(id);
  const last = history?.days.at(-1);
  if (history === null || (asked !== undefined && (last === undefined || asked > last || asked < (history.days[0] ?? asked)))) return null;
  const [token, screener] = await Promise.all([readToken(id, asked), readScreener()]);
  if (token === null) return null;
  const past = token.day < token.dataset.lastDay;
  const rows = screener?.rows ?? [];
  const bitcoin = id === 'bitcoin' || past ? undefined : rows.find((row) => row.id === 'bitcoin');
  const [indices, peers, texts] = await Promise.all([past ? [] : readHoldingIndices(token.dataset.id, id), past ? null : readPeers(token, rows), past ? [] : readTokenText(id)]);
  return {
    token: { ...token, asset: asKnownOn(token.asset, token.day) },
    history: slim(history),
    indices,
    peers,
    texts,
    past,
    bitcoin: bitcoin ? { change7d: bitcoin.change7d, change30d: bitcoin.change30d } : null,
    share: past ? null : shareOf(rows, token),
    ...(await originOf(token)),
    holdZone: [HOLD_FROM, BUY_FROM],
    gradesNote: 'Grades are from what was known on each day: daily over the last 400 days, before that drawn from one Sunday or month end to the next.',
  };
}

/** The page of a day as an address has it, the last one without: null where there is no such page, `busy` where a day that is not kept must wait its turn. */
export async function askTokenPage(id: string, day: string | undefined): Promise<TokenPage | 'busy' | null> {
  const asked = isoDay.optional().safeParse(day);
  if (!asked.success) return null;
  return readTokenPage(id, asked.data).catch((cause: unknown) => {
    if (cause instanceof ApiProblem && cause.status === 503) return 'busy';
    throw cause;
  });
}
