import { formatPercent } from '@/lib/format/percent';

export interface Share {
  readonly name: string;
  readonly share: number;
}

/** Shares of a whole as bars on one scale: exposure by sector, by ecosystem, by consensus. */
export function DistributionBars({ title, shares, end }: { readonly title: string; readonly shares: readonly Share[]; readonly end?: number }) {
  const widest = end ?? Math.max(0.0001, ...shares.map((share) => share.share));
  return (
    <div className="dist">
      <h3>{title}</h3>
      <ul>
        {shares.map(({ name, share }) => (
          <li key={name}>
            <span>{name}</span>
            <svg aria-hidden="true"><rect x="0" y="0" height="8" width={`${((share / widest) * 100).toFixed(1)}%`} /></svg>
            <span className="n">{formatPercent(share)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
