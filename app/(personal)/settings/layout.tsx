import type { ReactNode } from 'react';
import { SettingsNav } from '@/components/account/settings-nav';
import { PageTitle } from '@/components/ui/page-title';

export default function SettingsLayout({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <PageTitle title="Settings" />
      <SettingsNav />
      <div className="max-w-[720px]">{children}</div>
    </>
  );
}
