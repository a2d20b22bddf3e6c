'use client';

import { useLinkStatus } from 'next/link';
import { usePathname } from 'next/navigation';
import { Link } from '../ui/link';

export const NAV = [
  { href: '/indices', label: 'Indices' },
  { href: '/tokens', label: 'Tokens' },
  { href: '/plan', label: 'Plan' },
  { href: '/portfolio', label: 'Portfolio' },
  { href: '/rebalance', label: 'Rebalance' },
  { href: '/learn', label: 'Learn' },
] as const;

/** Says that a page is on its way: nothing else moves until it is here. */
function Pending() {
  const { pending } = useLinkStatus();
  return pending ? <span className="pending" role="status"><span className="sr">loading</span></span> : null;
}

/** The main rooms, the current one marked for eye and screen reader. */
export function NavLinks() {
  const path = usePathname();
  return NAV.map(({ href, label }) => (
    <Link key={href} href={href} aria-current={path === href ? 'page' : path.startsWith(`${href}/`) ? 'true' : undefined}>
      {label}
      <Pending />
    </Link>
  ));
}
