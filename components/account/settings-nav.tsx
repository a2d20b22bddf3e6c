'use client';

import { Link } from '@/components/ui/link';
import { usePathname } from 'next/navigation';

const ROOMS = [
  { href: '/settings', label: 'Account' },
  { href: '/settings/security', label: 'Security' },
  { href: '/settings/keys', label: 'API keys' },
  { href: '/settings/tax', label: 'Tax and costs' },
  { href: '/settings/rebalancing', label: 'Bands and targets' },
  { href: '/settings/sources', label: 'Sources' },
  { href: '/settings/data', label: 'Export and delete' },
] as const;

/** The rooms of the settings, the one we are in marked. */
export function SettingsNav() {
  const pathname = usePathname();
  return (
    <nav className="chips mt-4" aria-label="Settings">
      {ROOMS.map(({ href, label }) => <Link key={href} className="chip" href={href} aria-current={pathname === href ? 'page' : undefined}>{label}</Link>)}
    </nav>
  );
}
