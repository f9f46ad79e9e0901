import type { ClientOptions } from '../../src/smartsheet/client.ts'
import { decodedRows, readSheet, type ReadOptions, type RowSink } from '../../src/smartsheet/read.ts'
import type { Row, Sheet } from '../../src/smartsheet/model.ts'
import { json, type Reply, wire } from './wire.ts'

export const SHEET_ID = '4312824539121540'

/** A sheet of one column, as bare as the API allows; tests change it between requests. */
export interface PagedSheet {
  version: number
  rowIds: number[]
  columns: object[]
  /** Rows a page at most, whatever is asked. */
  cap: number
}

export const pagedSheet = (rows: number): PagedSheet => ({
  version: 0,
  rowIds: Array.from({ length: rows }, (_, i) => 1_000 + i),
  columns: [{ id: 1, title: 'Name', type: 'TEXT_NUMBER', index: 0, primary: true }],
  cap: Infinity,
})

/** Answers as the real API does: past the end the last page comes again. */
export function answerPaged(sheet: PagedSheet, url: URL): Reply {
  if (url.pathname.endsWith('/version')) return json({ version: sheet.version })
  const size = Math.min(Number(url.searchParams.get('pageSize')), sheet.cap)
  const pages = Math.max(1, Math.ceil(sheet.rowIds.length / size))
  const page = Math.min(Number(url.searchParams.get('page')), pages)
  const from = (page - 1) * size
  return json(pageBody(sheet, sheet.rowIds.slice(from, from + size), from))
}

export const pageBody = (sheet: PagedSheet, ids: readonly number[], from = 0) => ({
  id: Number(SHEET_ID),
  name: 'Sheet',
  version: sheet.version,
  totalRowCount: sheet.rowIds.length,
  accessLevel: 'VIEWER',
  columns: sheet.columns,
  rows: ids.map((id, i) => ({ id, rowNumber: from + i + 1, cells: [{ columnId: 1, value: `Row ${id}` }] })),
})

export interface CollectingSink extends RowSink {
  begins: Sheet[]
  /** Of the last walk only. */
  rows: Row[]
}

export function collectingSink(): CollectingSink {
  const sink: CollectingSink = {
    begins: [],
    rows: [],
    async begin(sheet) {
      sink.begins.push(sheet)
      sink.rows = []
      await Promise.resolve()
    },
    async page(rows) {
      sink.rows.push(...decodedRows(rows))
      await Promise.resolve()
    },
  }
  return sink
}

/** Reads whatever `reply` serves into a sink; rejections come back as `error`. */
export async function read(
  reply: (url: URL, count: number) => Reply,
  options: Partial<ReadOptions> = {},
  clientOptions: Partial<ClientOptions> = {},
) {
  await using w = await wire(reply, clientOptions)
  const sink = collectingSink()
  const complete = await readSheet(w.client, SHEET_ID, { sink, clock: w.clock, ...options }).catch(
    (error: unknown) => ({ error }),
  )
  return {
    complete,
    sink,
    ids: sink.rows.map(({ id }) => Number(id)),
    requests: w.requests,
    waits: w.clock.waits,
    logged: w.logged(),
  }
}

/** The page of a request; null for /version. */
export const pageOf = (url: URL): number | null =>
  url.pathname.endsWith('/version') ? null : Number(url.searchParams.get('page'))
