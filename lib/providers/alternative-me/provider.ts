import 'server-only';
import { daysBetween } from '@/lib/domain/foundation/iso-day';
import type { ProviderContext } from '../context';
import { dayOf } from '../day-stamps';
import type { LiveProvider } from '../live-port';
import { fetchFearGreed } from './client';
import { takeFearGreed } from './transform';

/** Beyond this many days all are asked for at once: one request either way. */
const MANY_DAYS = 1_000;

/** Fear and greed, one value a day since 2018, for the market as a whole. */
export function createAlternativeMe(context: ProviderContext): LiveProvider {
  const ask = context.fetch('alternative-me');
  const base = context.url('alternative-me', 'https://api.alternative.me');
  return {
    source: 'alternative-me',
    historyDays: null,
    async series(span) {
      const today = dayOf(context.clock.now());
      const days = daysBetween(span.from, today) + 1;
      return takeFearGreed(await fetchFearGreed(ask, base, days > MANY_DAYS ? 0 : Math.max(1, days)), span, today);
    },
  };
}
