import { Link } from '../ui/link';

/** A token's name, linked, with its symbol where that says more. */
export function TokenName({ id, name, symbol }: { readonly id: string; readonly name: string; readonly symbol: string }) {
  return <><Link href={`/tokens/${id}`}>{name}</Link>{symbol !== name && <span className="sym">{symbol}</span>}</>;
}
