import NextLink from 'next/link';
import type { ComponentProps } from 'react';

/**
 * A link that fetches its page when it is followed, not when it is seen: every page reads the store and the session, so fetching ahead would
 * make the server draw a dozen pages that nobody asked for.
 */
export function Link(props: ComponentProps<typeof NextLink>) {
  return <NextLink prefetch={false} {...props} />;
}
