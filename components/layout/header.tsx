import { Link } from '@/components/ui/link';
import { formatDay } from '@/lib/format/day';
import { AccountIcon, BrandMark, MenuIcon } from './icons';
import { NavLinks } from './nav';
import { PreferenceTools, Shortcuts } from './preference-tools';
import { SearchTool } from './search-tool';

interface HeaderProps {
  /** Last day of the dataset; null before the first import. */
  readonly lastDay: string | null;
  readonly signedIn: boolean;
}

/** Rooms, freshness, search, hide amounts, theme, account. On a phone the rooms go behind a native menu. */
export function Header({ lastDay, signedIn }: HeaderProps) {
  const account = signedIn ? { href: '/settings', label: 'Account' } : { href: '/sign-in', label: 'Sign in' };
  return (
    <header className="top">
      <div className="wrap">
        <Link className="brand" href="/"><BrandMark />Bandwise</Link>
        <nav className="nav" aria-label="Main"><NavLinks /></nav>
        <div className="tools">
          <span className="fresh faint nb">{lastDay === null ? 'No market yet' : `Closes of ${formatDay(lastDay)}`}</span>
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
