import { Link } from '@/components/ui/link';
import type { ComponentProps, ReactNode } from 'react';

type Look = 'primary' | 'secondary' | 'quiet';

function lookClass(look: Look, className: string): string {
  return `btn ${look === 'secondary' ? '' : look} ${className}`.trim();
}

/** A button of a form or of an interactive part. Type is `button` unless said otherwise. */
export function Button({ look = 'secondary', className = '', type = 'button', ...rest }: ComponentProps<'button'> & { readonly look?: Look }) {
  return <button type={type} className={lookClass(look, className)} {...rest} />;
}

/** A link that looks like a button: it goes somewhere, it does not do something. */
export function ButtonLink({ look = 'secondary', className = '', href, children, download }: { readonly look?: Look; readonly className?: string; readonly href: string; readonly children: ReactNode; readonly download?: boolean | string }) {
  const looks = lookClass(look, className);
  if (download !== undefined) return <a className={looks} href={href} download={download}>{children}</a>;
  return <Link className={looks} href={href}>{children}</Link>;
}
