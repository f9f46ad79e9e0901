import type { ClientBase } from 'pg'
import type { StoredIssue } from './model.ts'

type Queryable = Pick<ClientBase, 'query'>

// Where an issue has no row (a vanished column), it comes first.
const ISSUES = `
  select severity, code, message, row_id as "rowId", row_number as "rowNumber", column_id as "columnId",
    column_title as "columnTitle", value_excerpt as "valueExcerpt", permalink
  from sync.row_issue
  where connection_id = $1
  order by row_number nulls first, id`

/** Everything that was open after the last run of the connection, in the order of the sheet. */
export async function listIssues(db: Queryable, connectionId: string): Promise<StoredIssue[]> {
  return (await db.query<StoredIssue>(ISSUES, [connectionId])).rows
}

const REPLACE = `
  with gone as (delete from sync.row_issue where connection_id = $2)
  insert into sync.row_issue
    (tenant, connection_id, run_id, row_id, row_number, column_id, column_title, severity, code, message,
     value_excerpt, permalink)
  select $1, $2, $3, "rowId", "rowNumber", "columnId", "columnTitle", severity, code, message, "valueExcerpt", permalink
  from jsonb_to_recordset($4) as i ("rowId" text, "rowNumber" int, "columnId" text, "columnTitle" text,
    severity text, code text, message text, "valueExcerpt" text, permalink text)`

/** The issues of this run take the place of the connection's former ones: an issue goes with its cause. */
export async function replaceIssues(
  db: Queryable,
  run: { tenant: string; connectionId: string; runId: string },
  issues: readonly StoredIssue[],
): Promise<void> {
  await db.query(REPLACE, [run.tenant, run.connectionId, run.runId, JSON.stringify(issues)])
}
