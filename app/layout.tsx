import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { Footer } from '@/components/layout/footer';
import { Header } from '@/components/layout/header';
import { PREFERENCES_SCRIPT } from '@/components/layout/preferences-script';
import { SimulatedBand } from '@/components/layout/simulated-band';
import { currentUser } from '@/lib/auth/session';
import { readFreshnessMark, readShell, readShellSwitch, readUnseenAlerts } from '@/lib/services/overview/read-shell';
import packageJson from '../package.json';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Bandwise', template: '%s · Bandwise' },
  description: packageJson.description,
  icons: { icon: '/icon.svg' },
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#11161c' },
  ],
};

/** Pages read the store and the session: none is built ahead of a request. */
export const dynamic = 'force-dynamic';

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const [dataset, user, mark, change] = await Promise.all([readShell(), currentUser(), readFreshnessMark(), readShellSwitch()]);
  const alerts = user === null ? 0 : await readUnseenAlerts(user.id);
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: PREFERENCES_SCRIPT }} />
      </head>
      <body>
        <a className="skip" href="#main">Skip to content</a>
        <Header mark={mark} signedIn={user !== null} alerts={alerts} />
        {dataset?.simulated === true && <SimulatedBand offered={change.offer?.source ?? null} switching={change.requested} />}
        <main id="main" tabIndex={-1} className="outline-none"><div className="wrap">{children}</div></main>
        <Footer dataset={dataset} version={packageJson.version} />
      </body>
    </html>
  );
}
