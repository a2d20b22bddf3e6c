import { Change } from '@/components/ui/change';
import { Disclosure } from '@/components/ui/disclosure';
import { Amount, Money, Price, Quantity } from '@/components/ui/money';
import type { Trade } from '@/lib/domain/rebalancing/types';
import { formatDay } from '@/lib/format/day';
import { formatCount } from '@/lib/format/number';
import { formatPercent } from '@/lib/format/percent';
import type { Names } from './board-model';

const MODELS: Readonly<Record<Trade['slippageModel'], string>> = { depth: 'from the order book’s depth', squareRoot: 'square root of size', unknown: 'not known: no liquidity figure' };

/** The smallest share that four decimals can say. */
const SMALLEST = 0.000001;

function LotTable({ trade, symbol }: { readonly trade: Trade; readonly symbol: string }) {
  const gain = trade.lots.some((lot) => lot.gain === null) ? null : trade.lots.reduce((sum, lot) => sum + Number(lot.gain), 0);
  return (
    <div className="scroll" role="region" aria-label={`Lots of ${symbol}`} tabIndex={0}>
      <table className="data-table">
        <caption className="sr">Lots sold of {symbol}</caption>
        <thead><tr><th scope="col">Lot</th><th scope="col" className="n">{symbol}</th><th scope="col" className="n wide-only">Cost each</th><th scope="col" className="n">Gain</th><th scope="col" className="n wide-only">Term</th><th scope="col" className="n">Tax</th></tr></thead>
        <tbody>
          {trade.lots.map((lot, index) => (
            <tr key={`${lot.acquired} ${index}`}>
              <th scope="row">{formatDay(lot.acquired)}</th>
              <td className="n"><Quantity value={lot.quantity} /></td>
              <td className="n wide-only"><Price value={lot.unitCost} missing="The cost of this lot is not known." /></td>
              <td className="n">{lot.gain === null ? <Money value={null} missing="The cost of this lot is not known." /> : <Amount><Change value={Number(lot.gain)} as="money" /></Amount>}</td>
              <td className="n wide-only">{lot.longTerm ? 'long' : 'short'}</td>
              <td className="n"><Money value={lot.tax} /></td>
            </tr>
          ))}
        </tbody>
        <tfoot><tr><th scope="row">{formatCount(trade.lots.length, 'lot')}</th><td className="n"><Quantity value={trade.quantity} /></td><td className="wide-only" /><td className="n"><Money value={gain} sign /></td><td className="wide-only" /><td className="n"><Money value={trade.tax} /></td></tr></tfoot>
      </table>
    </div>
  );
}

function FactTable({ trade, tradedValue }: { readonly trade: Trade; readonly tradedValue: string | undefined }) {
  const share = tradedValue === undefined ? null : Number(trade.notional) / Number(tradedValue);
  return (
    <table className="data-table">
      <caption className="sr">Order and costs</caption>
      <tbody>
        <tr><th scope="row" className="muted">Order</th><td className="n">{trade.order.type}, {formatCount(trade.order.days, 'day')}</td></tr>
        <tr><th scope="row" className="muted">Fee, slippage</th><td className="n"><Money value={trade.fee} />, <Money value={trade.slippage} /></td></tr>
        {share === null ? null : <tr><th scope="row" className="muted">Share of a day’s traded value</th><td className="n">{share < SMALLEST ? `under ${formatPercent(SMALLEST, { digits: 4 })}` : formatPercent(share, { digits: share < 0.001 ? 4 : 1 })}</td></tr>}
      </tbody>
    </table>
  );
}

function Trades({ trades, names, tradedValues }: { readonly trades: readonly Trade[]; readonly names: Names; readonly tradedValues: ReadonlyMap<string, string> }) {
  return trades.map((trade) => {
    const { symbol = trade.asset } = names[trade.asset] ?? {};
    return (
      <div className="trade" key={trade.asset}>
        <div>
          <h3>{trade.side === 'sell' ? 'Sell' : 'Buy'} <Quantity value={trade.quantity} symbol={symbol} />, about <Money value={trade.notional} /></h3>
          <p>{trade.reason.detail} <a className="faint nb" href={`/learn/rules#rule-${trade.reason.rule.replace('.', '-')}`}>Rule {trade.reason.rule}</a></p>
          {trade.lots.length > 0 ? <p>{trade.order.type === 'limit' ? 'Limit' : 'Market'} order, {formatCount(trade.order.days, 'day')}. Fee <Money value={trade.fee} />, slippage <Money value={trade.slippage} /> ({MODELS[trade.slippageModel]}).</p> : null}
        </div>
        {trade.lots.length > 0 ? <LotTable trade={trade} symbol={symbol} /> : <FactTable trade={trade} tradedValue={tradedValues.get(trade.asset)} />}
      </div>
    );
  });
}

/** Trades that are shown at once; the rest is a disclosure, unless it were only one or two. */
const SHOWN = 8;
const SPARE = 2;

/** Every trade with its reason, its lots and what it costs. */
export function TradeList({ trades, ...rest }: Parameters<typeof Trades>[0]) {
  const cut = trades.length > SHOWN + SPARE ? SHOWN : trades.length;
  const more = trades.slice(cut);
  return (
    <>
      <Trades trades={trades.slice(0, cut)} {...rest} />
      {more.length === 0 ? null : <Disclosure summary={<span>{more.length} more trades, <Money value={more.reduce((sum, trade) => sum + Number(trade.notional), 0)} digits={0} /> together</span>}><Trades trades={more} {...rest} /></Disclosure>}
    </>
  );
}
