import { FIRST_PAGE_ROWS, pageRowsFor } from '../src/smartsheet/walk.ts'

/** What the official SDK is told to ask for. */
export const SDK_PAGE_ROWS = 2_000

/** Every page that one read by us or by the official SDK asks for, as paths below the base URL. */
export function pagesOf(sheetId: number, { rows, columns }: { rows: number; columns: number }): string[] {
  const ours = 'level=2&include=objectValue,rowPermalink'
  const first = `/sheets/${sheetId}?${ours}&page=1&pageSize=${FIRST_PAGE_ROWS}`
  return [
    first,
    ...(rows > FIRST_PAGE_ROWS ? inPages(sheetId, ours, { rows, size: pageRowsFor(columns) }) : []),
    ...inPages(sheetId, 'level=2&include=objectValue', { rows, size: SDK_PAGE_ROWS }),
  ]
}

const inPages = (sheetId: number, query: string, { rows, size }: { rows: number; size: number }): string[] =>
  Array.from(
    { length: Math.max(1, Math.ceil(rows / size)) },
    (_, at) => `/sheets/${sheetId}?${query}&page=${at + 1}&pageSize=${size}`,
  )
