import { createHash } from 'node:crypto'
import type { ClientBase } from 'pg'
import { run, type MergeScope } from './scope.ts'

/**
 * The working tables of a merge; what each holds stands in the file that fills it. Where one is joined to a table
 * of the graph it has an index: by the statistics of a table that has just grown by a sheet, a nested loop over
 * the whole of both looks cheap.
 */
const TABLES: Readonly<Record<string, string>> = {
  merge_assignment:
    'node_label text, external_id text, node_id uuid, keys jsonb, primary key (node_label, external_id)',
  merge_link: `staged tid, node_label text, external_id text, node_id uuid, old_node_id uuid, row_id text, change text,
    old_payload jsonb`,
  merge_node:
    'node_label text, node_id uuid, row_id text, is_linked boolean, primary key (node_label, node_id)',
  merge_claim: 'node_label text, kind text, value text, node_id uuid, weight int',
  merge_lost_claim:
    'node_id uuid, node_label text, kind text, value text, primary key (node_id, node_label, kind, value)',
  merge_contribution:
    'node_label text, node_id uuid, external_id_second text, payload jsonb, age int, is_alone boolean',
  merge_fold: 'node_label text, node_id uuid, folded jsonb, primary key (node_label, node_id)',
  merge_edge: 'edge text, node_id uuid, item_id uuid, item text, shown text, is_primary boolean, label text',
  merge_role:
    'contact_id uuid, organization_id uuid, job_title text, speaks_of_title boolean, is_primary boolean',
  merge_touched: 'node_label text, node_id uuid',
  merge_removed_item: 'kind text, item_id uuid, item text',
  merge_outcome: 'node_label text, node_id uuid, outcome text, described boolean not null default true',
}
const INDEXES = [
  `create index on merge_link (row_id) where change in ('new', 'moved', 'gone')`,
  `create index on merge_link (node_label, external_id) where change <> 'first'`,
]

const CREATE = [
  ...Object.entries(TABLES).map(
    ([name, columns]) => `create temp table ${name} (${columns}) on commit delete rows`,
  ),
  ...INDEXES,
].join(';\n')

/** Tells of the working tables of a session which release made them: a pooler may keep a session over an upgrade. */
const MADE_BY = createHash('md5').update(CREATE).digest('hex')
const MARKED = 'pg_temp.merge_assignment'

// What a transaction left that was rolled back is not seen, but takes its room: such tables are made anew.
const OPEN = `
  do $$
  begin
    if obj_description(to_regclass('${MARKED}'), 'pg_class') is distinct from '${MADE_BY}'
      or pg_relation_size(to_regclass('${MARKED}')) > 0
    then
      drop table if exists ${Object.keys(TABLES)
        .map((name) => `pg_temp.${name}`)
        .join(', ')};
      ${CREATE};
      comment on table ${MARKED} is '${MADE_BY}';
    end if;
  end
  $$`

/**
 * Makes sure that the working tables exist, once a transaction. They stay with the session, and are empty after every
 * commit: to create and drop them takes longer than the rest of a merge of a few rows, and leaves its traces in the
 * catalogue. Nothing else is expected of the session, so that it may be another one each time, as with pgbouncer (R15).
 */
export async function openWorkingTables(client: ClientBase): Promise<void> {
  await client.query(OPEN)
}

/** Of fewer rows the planner's guesses are good enough. */
const WORTH_STATISTICS = 500

/**
 * Working tables that have just been filled have no statistics; without them the planner guesses nested loops. Of what
 * rows are joined by: statistics of JSON take long, and say nothing that a plan depends on.
 */
export async function analyze(scope: MergeScope, rows: number, ...tables: string[]): Promise<void> {
  if (rows >= WORTH_STATISTICS) await run(scope, `analyze ${tables.join(', ')}`)
}
