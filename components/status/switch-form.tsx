'use client';

import { ActionForm } from '@/components/account/action-form';
import { Link } from '@/components/ui/link';
import { switchToLive } from '@/lib/actions/sources/switch-to-live';

/** The last step of the switch. */
export function SwitchForm() {
  return (
    <ActionForm action={switchToLive} submit="Write the backup and switch" after={<Link href="/status">Not now</Link>}>
      {() => <input type="hidden" name="confirmed" value="yes" />}
    </ActionForm>
  );
}
