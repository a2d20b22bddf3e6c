import { Link } from '../ui/link';

/** A token's name with its symbol, one link: a symbol longer than its name would otherwise drown it. */
export function TokenName({ id, name, symbol }: { readonly id: string; readonly name: string; readonly symbol: string }) {
  return <Link href={`/tokens/${id}`}>{name}{symbol !== name && <span className="sym">{symbol}</span>}</Link>;
}
