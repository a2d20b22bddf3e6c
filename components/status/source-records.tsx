import { Section } from '@/components/ui/section-head';
import { ConflictTable, type Conflict } from './conflict-table';
import { Pager, SourceFilter, type RecordList, type StatusQuery } from './record-pages';
import { RefusedTable, type Refused } from './refused-table';
import { WithheldTable, type Withheld } from './withheld-table';

interface Page<Row> {
  readonly rows: readonly Row[];
  readonly page: number;
  readonly pages: number;
}

interface SourceRecordsProps {
  readonly records: { readonly conflicts: Page<Conflict>; readonly withheld: Page<Withheld>; readonly refused: Page<Refused> };
  readonly query: StatusQuery;
  readonly sources: readonly string[];
  readonly now: Date;
  /** Only a live market has conflicts and days that are withheld. */
  readonly live: boolean;
}

/** What sources said and the market is not made of: where they differ, what is doubted, what was refused. */
export function SourceRecords({ records, query, sources, now, live }: SourceRecordsProps) {
  const { conflicts, withheld, refused } = records;
  const filter = (hash: RecordList) => <SourceFilter query={query} sources={sources} hash={hash} />;
  return (
    <>
      {live && (
        <>
          <Section title="Conflicts" id="conflicts" note="sources that differ by more than 2 %; the first of the order stands">
            {filter('conflicts')}
            <ConflictTable rows={conflicts.rows} />
            <Pager query={query} name="conflicts" page={conflicts.page} pages={conflicts.pages} label="Pages of conflicts" />
          </Section>
          <Section title="Quarantine" id="withheld" note="stored, and out of the market until confirmed; nothing of it reached a score">
            {filter('withheld')}
            <WithheldTable rows={withheld.rows} />
            <Pager query={query} name="withheld" page={withheld.page} pages={withheld.pages} label="Pages of the quarantine" />
          </Section>
        </>
      )}
      <Section title="Answers not taken" id="refused" note="refused with a reason; nothing of them reached a score">
        {filter('refused')}
        <RefusedTable rows={refused.rows} now={now} />
        <Pager query={query} name="refused" page={refused.page} pages={refused.pages} label="Pages of answers not taken" />
      </Section>
    </>
  );
}
