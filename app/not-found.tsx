import { ButtonLink } from '@/components/ui/button';
import { PageTitle } from '@/components/ui/page-title';

export const metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <PageTitle
      title="There is no such page."
      lede="The address names nothing that this product has, or it is not yours to see. Search with the key / or start from one of these."
      actions={<><ButtonLink look="primary" href="/">Overview</ButtonLink><ButtonLink href="/indices">Indices</ButtonLink><ButtonLink href="/tokens">Tokens</ButtonLink></>}
    />
  );
}
