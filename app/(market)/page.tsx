import { PageTitle } from '@/components/ui/page-title';

export default function OverviewPage() {
  return <PageTitle title="Crypto indices with written rules, and the few trades that keep you inside them." lede="Pick a tier, see why every token is in it, and let the bands decide when to act. Most days the answer is that there is nothing to do." />;
}
