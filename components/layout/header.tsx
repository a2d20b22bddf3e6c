import { Link } from '@/components/ui/link';
import { formatNumber } from '@/lib/format/number';
import { FreshnessLine, type FreshnessLineProps } from './freshness-line';
import { AccountIcon, BrandMark, MenuIcon } from './icons';
import { NavLinks } from './nav';
import { PreferenceTools, Shortcuts } from './preference-tools';
import { SearchTool } from './search-tool';

interface HeaderProps {
  /** Null before the first import. */
  readonly mark: FreshnessLineProps | null;
  readonly signedIn: boolean;
  /** Alerts that the person has not read. */
  readonly alerts: number;
}

/** Rooms, freshness, search, hide amounts, theme, account. On a phone the rooms go behind a native menu. */
export function Header({ mark, signedIn, alerts }: HeaderProps) {
  const account = signedIn ? { href: '/settings', label: 'Account' } : { href: '/sign-in', label: 'Sign in' };
  return (
    <header className="top">
      <div className="wrap">
        <Link className="brand" href="/"><BrandMark />Bandwise</Link>
        <nav className="nav" aria-label="Main"><NavLinks /></nav>
        <div className="tools">
          {mark === null ? <span className="fresh faint nb">No market yet</span> : <FreshnessLine {...mark} />}
          {alerts > 0 && <Link className="tool" href="/#alerts"><span className="count">{formatNumber(alerts)}</span><span className="t">{alerts === 1 ? 'alert' : 'alerts'}</span><span className="sr"> not read</span></Link>}
          <SearchTool />
          <PreferenceTools />
          <Link className="tool d" href={account.href}><AccountIcon /><span className="t">{account.label}</span></Link>
          <details className="menu">
            <summary><MenuIcon /><span className="sr">Menu</span></summary>
            <nav className="menu-panel" aria-label="Menu">
              <NavLinks />
              <Link href={account.href}>{account.label}</Link>
              <PreferenceTools menu />
            </nav>
          </details>
        </div>
      </div>
      <Shortcuts />
    </header>
  );
}
