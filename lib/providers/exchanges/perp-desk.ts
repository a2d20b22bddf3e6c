import 'server-only';
import { SourceError } from '../live-port';
import type { Refusals } from '../refusals';
import { ExchangeClient, type ClientSetup } from './client';
import { isPerpetual, measurePerps, perpsOf, type PerpAnswers, type PerpMeasure } from './transform-perps';
import type { PerpVenue } from './venues';

/** Rates change once in hours; one answer tells of all contracts. */
const ANSWERS_MS = 5 * 60_000;

type Shared = Pick<ClientSetup, 'source' | 'fetch' | 'ownUrl' | 'now' | 'cache'>;

/** Asks for all contracts of an exchange at once, and remembers the answer, or that there was none, for the next asset. */
export class PerpDesk {
  private readonly client: ExchangeClient;
  private told: { readonly at: number; readonly answers: Promise<PerpAnswers> } | null = null;

  constructor(
    private readonly venue: PerpVenue,
    private readonly shared: Shared,
  ) {
    const { module, options, keepAll } = venue;
    this.client = new ExchangeClient({ ...shared, module, options, marketParams: {}, turnover: null, keep: keepAll ? () => true : isPerpetual });
  }

  private async ask(): Promise<PerpAnswers> {
    const { interest, usualHours } = this.venue;
    const rates = await this.client.rates();
    const intervals = usualHours === null ? {} : await this.client.intervals();
    const interests = interest === 'list' ? await this.client.interests() : {};
    return { rates, intervals, interests };
  }

  private answers(): Promise<PerpAnswers> {
    const at = this.shared.now().getTime();
    if (!this.told || at - this.told.at > ANSWERS_MS) {
      this.told = { at, answers: this.ask() };
      // A failure is told by whoever waits for it.
      this.told.answers.catch(() => undefined);
    }
    return this.told.answers;
  }

  /** Funding and open interest of the contracts on an asset; null where there are none. */
  async measure(base: string, price: number, refusals: Refusals): Promise<PerpMeasure | null> {
    const answers = await this.answers();
    const perps = perpsOf(base, await this.client.markets());
    if (perps.length === 0) return null;
    if (this.venue.interest !== 'each') return measurePerps(perps, this.venue, answers, price, refusals);
    const main = perps.slice(0, 1);
    return measurePerps(main, this.venue, { ...answers, interests: await this.interestOf(main[0]?.market.symbol ?? '', refusals) }, price, refusals);
  }

  private async interestOf(symbol: string, refusals: Refusals): Promise<Record<string, unknown>> {
    try {
      return { [symbol]: await this.client.interest(symbol) };
    } catch (failed) {
      if (!(failed instanceof SourceError)) throw failed;
      refusals.add(symbol, '', `open interest: ${failed.message}`, '');
      return {};
    }
  }
}
