import { without } from '../store/members.ts'
import type { Store } from '../store/model.ts'
import type { ReportBody } from './schema.ts'

const KNOWN = [
  'id',
  'name',
  'totalRowCount',
  'accessLevel',
  'permalink',
  'createdAt',
  'modifiedAt',
  'columns',
  'rows',
]

/** Puts a recorded report into the store: its rows as they were, readable in pages of any size. */
export function importReport(store: Store, body: ReportBody): void {
  const { id, name, permalink, createdAt, modifiedAt } = body
  store.reports.set(id, {
    id,
    name,
    permalink,
    createdAt,
    modifiedAt,
    content: { columns: body.columns, rows: body.rows },
    extras: without(body, KNOWN),
  })
}
