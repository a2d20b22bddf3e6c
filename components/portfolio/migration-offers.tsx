'use client';

import { ActionForm } from '@/components/account/action-form';
import { Link } from '@/components/ui/link';
import { Quantity } from '@/components/ui/money';
import { Section } from '@/components/ui/section-head';
import { saveTransaction } from '@/lib/actions/portfolio/save-transaction';
import { formatDay } from '@/lib/format/day';

export interface MigrationOffer {
  readonly accountId: string;
  readonly account: string;
  readonly asset: string;
  readonly symbol: string;
  readonly name: string;
  readonly toAsset: string;
  readonly toSymbol: string;
  readonly toName: string;
  readonly quantity: string;
  readonly toQuantity: string;
  readonly day: string;
  readonly since: string;
  readonly source: string;
  readonly key: string;
}

const FIELDS = ['accountId', 'asset', 'toAsset', 'quantity', 'toQuantity', 'day'] as const;

function Offer({ offer }: { readonly offer: MigrationOffer }) {
  const fields = { kind: 'migration', note: offer.source, ...Object.fromEntries(FIELDS.map((name) => [name, offer[name]])) };
  return (
    <li className="py-4">
      <p><b>{offer.name} became {offer.toName} on {formatDay(offer.since)}.</b> <Quantity value={offer.quantity} /> {offer.symbol} in {offer.account} {' '}are <Quantity value={offer.toQuantity} /> {offer.toSymbol}. Each lot keeps its day and what it cost: no sale, no gain.</p>
      <p className="cap mt-1">{offer.source}.</p>
      <ActionForm
        action={saveTransaction} submit="Book the migration" look="secondary" className="mt-3" label={`Migration of ${offer.name} in ${offer.account}`}
        after={<Link href={`/portfolio/transactions?${new URLSearchParams(fields).toString()}`}>Change it first</Link>}
      >
        {() => <>{Object.entries({ ...fields, key: offer.key }).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}</>}
      </ActionForm>
    </li>
  );
}

/** Coins held under an id that another one has replaced, each with the one click that carries its lots over (Rule 2.1). */
export function MigrationOffers({ offers }: { readonly offers: readonly MigrationOffer[] }) {
  if (offers.length === 0) return null;
  return (
    <Section title="Became another coin" note="Still in your ledger under the old name" id="migrations">
      <ul className="notl mt-3">{offers.map((offer) => <Offer key={offer.key} offer={offer} />)}</ul>
    </Section>
  );
}
