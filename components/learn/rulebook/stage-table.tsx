import { DataTable } from '@/components/ui/data-table';
import { ASSET_CLASSES, STAGE_RULES } from '@/lib/domain/planning/rules';
import { span } from './figures';

const NAMES = { crypto: 'Crypto', stocks: 'Stocks', bonds: 'Bonds', alternatives: 'Real estate, alternatives', cash: 'Cash' } as const;

/** The published ranges by stage of life. */
export function StageTable() {
  return (
    <DataTable
      caption="Range of each class by stage of life"
      className="pair"
      rows={STAGE_RULES}
      rowKey={(row) => row.stage}
      columns={[
        { key: 'stage', head: 'Stage, from age', rowHead: true, cell: (row) => `${row.name}, ${row.fromAge}` },
        ...ASSET_CLASSES.map((name) => ({ key: name, head: NAMES[name], numeric: true, cell: (row: (typeof STAGE_RULES)[number]) => <><span className="phone-only text-xs text-ink-3">{NAMES[name]} </span>{span(row.ranges[name])}</> })),
      ]}
    />
  );
}
