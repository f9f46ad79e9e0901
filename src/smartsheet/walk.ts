import type { Page } from './envelope.ts'
import type { Column, Row, Sheet } from './model.ts'
import { decodeRow, rowNumberOr } from './row.ts'
import { RowText } from './rowTexts.ts'

/** For a sink that recognises none. */
export const decodedRows = (rows: Iterable<ReadRow>): Row[] => [...rows].flatMap(({ row }) => row ?? [])

/** Asked for first, while the number of columns is not known: at most 200,000 cells, most sheets whole. */
export const FIRST_PAGE_ROWS = 500
/** About 10 MB of JSON: few requests, and no more than two pages in memory. */
const CELLS_A_PAGE = 60_000

/** Rows a page for a sheet so wide; requests cost the same whatever their size. */
export const pageRowsFor = (columns: number): number =>
  Math.min(10_000, Math.max(100, Math.floor(CELLS_A_PAGE / columns)))

/** A row of a page; `row` is null where the sink has recognised it. */
export type ReadRow =
  { fingerprint: string | null; row: Row } | { fingerprint: string; row: null; rowNumber: number }

/** Where the rows go. A read that starts anew calls `begin` again: what came before is to be dropped. */
export interface RowSink {
  begin(sheet: Sheet): Promise<void>
  /** The id of a row by the bytes in which it came, where they need not be looked at: it came in the same before. */
  idOf?(fingerprint: string): string | undefined
  /** Rows are decoded as they are taken, so that never more than a few of them are held. */
  page(rows: Iterable<ReadRow>): Promise<void>
}

/** The API as far as a walk needs it. */
export interface PageSource {
  page(page: number, pageSize: number): Promise<Page>
  version(): Promise<number>
  note(oddity: string): void
}

export type WalkResult =
  | { kind: 'complete'; sheet: Sheet; rowCount: number }
  /** Another page size fits the sheet or the server better. */
  | { kind: 'resize'; pageSize: number }
  /** Not one version of the sheet; `total` is the row count seen last. */
  | { kind: 'moved'; reason: string; total: number }

/**
 * Walks the pages once (R2). `measure` allows the first page to choose the size of the rest. The next page is
 * fetched while the sink takes the last one: never more than two pages are held.
 */
export async function walk(
  source: PageSource,
  sink: RowSink,
  { pageSize, measure }: { pageSize: number; measure: boolean },
): Promise<WalkResult> {
  let ahead = source.page(1, pageSize)
  // Not the page itself: its rows are to be forgotten as soon as they are decoded.
  const first = await ahead.then(({ sheet, rows }) => ({ sheet, rowCount: rows.length }))
  const total = first.sheet.totalRowCount
  const better = betterSize(first, pageSize, measure)
  if (better !== null) return { kind: 'resize', pageSize: better }

  // Past the end the last page comes again, never an empty one: only the count says where to stop. A server
  // that ignores paging has given everything at once.
  const pages = first.rowCount === total ? 1 : Math.ceil(total / pageSize)
  const decode = rowDecoder(first.sheet, source, sink)
  for (let number = 1; number <= pages; number += 1) {
    const page = await ahead
    const expected = pages === 1 ? total : Math.min(pageSize, total - (number - 1) * pageSize)
    const moved = difference(first, page, expected)
    if (moved !== null) return { kind: 'moved', reason: `page ${number}: ${moved}`, total }
    if (number < pages) ahead = fetchAhead(source.page(number + 1, pageSize))
    if (number === 1) await sink.begin(first.sheet)
    const rows = decode.rows(page.rows)
    if (page.rows.length > 0) await sink.page(rows)
    // A sink that has seen enough has not seen all: every row is to be looked at.
    drain(rows)
  }
  if (decode.distinct() !== total) return { kind: 'moved', reason: 'a row came twice', total }
  // One body is one version; several need the proof that nothing changed behind the last of them.
  if (pages > 1 && (await source.version()) !== first.sheet.version) {
    return { kind: 'moved', reason: 'changed during the last page', total }
  }
  return { kind: 'complete', sheet: first.sheet, rowCount: total }
}

/** What the first page said of the sheet. */
interface Opening {
  sheet: Sheet
  rowCount: number
}

/** A rejection is met when the page is awaited; until then it must not count as unhandled. */
function fetchAhead(page: Promise<Page>): Promise<Page> {
  page.catch(() => undefined)
  return page
}

function betterSize({ rowCount, sheet }: Opening, pageSize: number, measure: boolean): number | null {
  if (rowCount === sheet.totalRowCount || rowCount === 0) return null
  // Page numbers mean nothing unless the server counts as we do: a server that caps sizes is asked in its own.
  if (rowCount !== Math.min(pageSize, sheet.totalRowCount)) return rowCount
  const fitting = pageRowsFor(sheet.columns.length)
  return measure && fitting !== pageSize ? fitting : null
}

function difference(first: Opening, page: Page, expectedRows: number): string | null {
  const [then, now] = [first.sheet, page.sheet]
  if (now.version !== then.version) return `version ${now.version} after ${then.version}`
  if (now.totalRowCount !== then.totalRowCount) return `${now.totalRowCount} rows after ${then.totalRowCount}`
  if (columnsKey(now.columns) !== columnsKey(then.columns)) return 'other columns'
  return page.rows.length === expectedRows
    ? null
    : `${page.rows.length} rows where ${expectedRows} were expected`
}

const columnsKey = (columns: readonly Column[]): string =>
  JSON.stringify(columns.map(({ id, type, title }) => [id, type, title]))

function rowDecoder(
  sheet: Sheet,
  source: PageSource,
  sink: RowSink,
): { rows: (raw: readonly unknown[]) => Iterable<ReadRow>; distinct: () => number } {
  const context = {
    columns: new Map(sheet.columns.map((column) => [column.id, column])),
    note: (oddity: string) => source.note(oddity),
  }
  const ids = new Set<string>()
  let position = 0
  function decoded(item: unknown, fingerprint: string | null): ReadRow {
    const row = decodeRow(item, position, context)
    ids.add(row.id)
    return { fingerprint, row }
  }
  function read(item: unknown): ReadRow {
    position += 1
    if (!(item instanceof RowText)) return decoded(item, null)
    const fingerprint = item.fingerprint()
    const known = sink.idOf?.(fingerprint)
    if (known === undefined) return decoded(item.parse(), fingerprint)
    ids.add(known)
    return { fingerprint, row: null, rowNumber: rowNumberOr(position, item.rowNumber(), context) }
  }
  return { rows: (raw) => oneByOne(raw, read), distinct: () => ids.size }
}

function drain(rows: Iterable<ReadRow>): void {
  const iterator = rows[Symbol.iterator]()
  while (iterator.next().done !== true);
}

/** An iterator that whoever stops taking leaves where it is: a generator would be closed. */
function oneByOne<T, R>(items: readonly T[], read: (item: T) => R): Iterable<R> {
  const values = items.values()
  const iterator: IterableIterator<R> = {
    [Symbol.iterator]: () => iterator,
    next() {
      const { done, value } = values.next()
      return done ? { done, value: undefined } : { done: false, value: read(value) }
    },
  }
  return iterator
}
