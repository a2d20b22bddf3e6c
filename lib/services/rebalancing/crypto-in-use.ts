import 'server-only';
import { dec, sumDec } from '@/lib/domain/foundation/decimal';
import type { CryptoInUse } from '@/lib/domain/planning/watches';
import type { Holdings } from '@/lib/services/portfolio/holdings';
import type { SavedPlan } from '@/lib/services/planning/read-plan';

/**
 * A person's crypto against the plan, as Rule 7.4 looks at it. A lot without a known cost, or of a token without a price, is neither a
 * gain nor a loss: it is left out, since a zero in its place would hide a loss or invent one.
 */
export function cryptoInUse({ result, answers }: Pick<SavedPlan, 'result' | 'answers'>, { books, value }: Pick<Holdings, 'books' | 'value'>): CryptoInUse {
  const prices = new Map(value.positions.map(({ asset, price }) => [asset, price]));
  const unrealised = books.lots.flatMap(({ asset, quantity, cost }) => {
    const price = prices.get(asset) ?? null;
    return price === null || cost === null ? [] : [price.times(quantity).minus(cost)];
  });
  return {
    value: value.total,
    investable: dec(answers.investable),
    targetShare: result.classes.crypto,
    netWorth: dec(answers.netWorth),
    realisedGain: sumDec(books.realised.flatMap(({ gain }) => (gain === null ? [] : [gain]))),
    unrealisedGain: sumDec(unrealised),
  };
}
