import 'server-only';
import { env, offlineReason } from '@/lib/env';

/** Where the market of this installation comes from: a folder, the simulated sample alone, or sources of the network. */
export type MarketMode = 'folder' | 'offline' | 'live';

export const marketMode = (): MarketMode => (env.MARKET_DATA_DIR ? 'folder' : offlineReason() === null ? 'live' : 'offline');
