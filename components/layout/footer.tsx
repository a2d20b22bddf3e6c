import { Link } from '@/components/ui/link';
import { formatNumber } from '@/lib/format/number';

interface FooterProps {
  readonly dataset: { readonly name: string; readonly assets: number; readonly firstDay: string | null; readonly lastDay: string | null } | null;
  readonly version: string;
}

/** Which market these numbers are of, which version made them, and what they are not. */
export function Footer({ dataset, version }: FooterProps) {
  return (
    <footer className="foot">
      <div className="wrap">
        <span>{dataset === null ? 'No dataset yet' : `Dataset ${dataset.name}, ${formatNumber(dataset.assets)} assets, ${dataset.firstDay ?? '–'} to ${dataset.lastDay ?? '–'}`}</span>
        <span>Version {version}</span>
        <Link href="/status">Status</Link>
        <Link href="/learn/rules">Rules</Link>
        <a href="/api/v1/docs">API</a>
        <span className="edu">Educational, not financial advice.</span>
      </div>
    </footer>
  );
}
