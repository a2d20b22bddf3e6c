import { computeMarket } from '@/lib/ops/compute-market';

await computeMarket();
process.exit(0);
