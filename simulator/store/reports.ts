import { columnOf } from './columns.ts'
import type { Store } from './model.ts'
import { sheetOf } from './store.ts'

export interface ReportSpec {
  name: string
  sheetId: number
  /** Titles of the columns that it shows. */
  columns: readonly string[]
}

/** A live report over one sheet. */
export function createReport(store: Store, { name, sheetId, columns }: ReportSpec): number {
  const sheet = sheetOf(store, sheetId)
  const columnIds = columns.map((title) => columnOf(sheet, title).id)
  const now = store.now()
  const id = store.newId()
  store.reports.set(id, {
    id,
    name,
    permalink: `https://app.smartsheet.com/reports/${store.newToken()}`,
    createdAt: now,
    modifiedAt: now,
    content: { sheetId, columnIds, virtualIds: [0, ...columnIds].map(() => store.newId()) },
    extras: { ganttEnabled: false, cellImageUploadEnabled: true },
  })
  return id
}
