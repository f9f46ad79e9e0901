import type { JsonObject, ReportState, SheetState, Store } from '../store/model.ts'
import { findByAddress } from '../store/store.ts'
import { wireColumn } from '../wire/columns.ts'
import { wireDiscussion } from '../wire/discussions.ts'
import { notAuthorized, notFound } from '../wire/errors.ts'
import { LIST_PAGING, listBody } from '../wire/paging.ts'
import { type Query, readQuery } from '../wire/query.ts'
import { REPORT_PARAMETERS, reportBody } from '../wire/report.ts'
import { rowView, wireRow } from '../wire/rows.ts'
import { columnsAsked, SHEET_PARAMETERS, sheetBody, shownAccess } from '../wire/sheet.ts'
import { userBody } from '../wire/user.ts'
import type { Key } from './keys.ts'

interface Asked {
  store: Store
  key: Key
  query: Query
  /** The variable parts of the path. */
  path: readonly string[]
}

interface Route {
  /** The path below /2.0, `:` where a part varies. */
  pattern: string
  parameters: readonly string[]
  answer(asked: Asked): JsonObject
}

const LIST = [...LIST_PAGING, 'include', 'modifiedSince', 'numericDates', 'accessApiLevel'] as const

const ROUTES: readonly Route[] = [
  {
    pattern: 'sheets',
    parameters: LIST,
    answer: ({ store, key, query }) => {
      const version = query.words('include', ['ownerInfo', 'sheetVersion', 'source']).has('sheetVersion')
      return listBody(query, listed(store.sheets, key, query), (sheet) => ({
        ...entry(sheet, key, query),
        createdAt: sheet.createdAt,
        modifiedAt: sheet.modifiedAt,
        ...(version ? { version: sheet.version } : {}),
      }))
    },
  },
  {
    pattern: 'sheets/:',
    parameters: SHEET_PARAMETERS,
    answer: (asked) => sheetBody(asked.store, sheetAsked(asked), asked.key.accessLevel, asked.query),
  },
  {
    pattern: 'sheets/:/version',
    parameters: [],
    answer: (asked) => ({ version: sheetAsked(asked).version }),
  },
  {
    pattern: 'sheets/:/columns',
    parameters: [...LIST_PAGING, 'level', 'include', 'accessApiLevel', 'numericDates'],
    answer: (asked) => {
      const sheet = sheetAsked(asked)
      const view = rowView(asked.query)
      return listBody(asked.query, sheet.columns, (column) => wireColumn(sheet, column, view))
    },
  },
  {
    pattern: 'sheets/:/columns/:',
    parameters: ['level', 'include'],
    answer: (asked) => {
      const sheet = sheetAsked(asked)
      const column = sheet.columns.find(({ id }) => String(id) === asked.path[1])
      if (!column) throw notFound()
      return wireColumn(sheet, column, rowView(asked.query))
    },
  },
  {
    pattern: 'sheets/:/rows/:',
    parameters: ['level', 'include', 'exclude', 'columnIds', 'accessApiLevel', 'numericDates'],
    answer: (asked) => rowBody(asked),
  },
  {
    pattern: 'sheets/:/discussions',
    parameters: [...LIST_PAGING, 'include', 'numericDates'],
    answer: (asked) => discussionsBody(asked),
  },
  {
    pattern: 'sheets/:/discussions/:',
    parameters: [],
    answer: (asked) => {
      const sheet = sheetAsked(asked)
      const discussion = sheet.discussions.find(({ id }) => String(id) === asked.path[1])
      if (!discussion) throw notFound()
      return wireDiscussion(sheet, discussion, true)
    },
  },
  {
    pattern: 'sheets/:/rows/:/discussions',
    parameters: [...LIST_PAGING, 'include', 'numericDates'],
    answer: (asked) => discussionsBody(asked, asked.path[1]),
  },
  {
    pattern: 'users/me',
    parameters: ['include', 'numericDates'],
    answer: ({ store }) => userBody(store),
  },
  {
    pattern: 'reports',
    parameters: LIST,
    answer: ({ store, key, query }) =>
      listBody(query, listed(store.reports, key, query), (report) => ({
        ...entry(report, key, query),
        isSummaryReport: false,
      })),
  },
  {
    pattern: 'reports/:',
    parameters: REPORT_PARAMETERS,
    answer: (asked) => {
      const report = visible(asked, findByAddress(asked.store.reports, asked.path[0] ?? ''))
      return reportBody(asked.store, report, asked.key.accessLevel, asked.query)
    },
  },
]

/** The body of a GET below /2.0; throws an ApiError for everything that is no success. */
export function answerGet(store: Store, key: Key, url: URL): JsonObject {
  const parts = url.pathname.replace(/^\/2\.0\//, '').split('/')
  const route = ROUTES.find(({ pattern }) => matches(pattern.split('/'), parts))
  if (!route || !url.pathname.startsWith('/2.0/')) throw notFound()
  const pattern = route.pattern.split('/')
  const path = parts.filter((_, index) => pattern[index] === ':')
  return route.answer({ store, key, path, query: readQuery(url.searchParams, route.parameters) })
}

/** An empty part (a trailing slash) fits nothing: the real API answers 404 to it. */
function matches(pattern: readonly string[], parts: readonly string[]): boolean {
  return (
    pattern.length === parts.length &&
    pattern.every((part, index) => (part === ':' ? parts[index] !== '' : part === parts[index]))
  )
}

function sheetAsked(asked: Asked): SheetState {
  return visible(asked, findByAddress(asked.store.sheets, asked.path[0] ?? ''))
}

function visible<T extends SheetState | ReportState>({ key }: Asked, found: T | undefined): T {
  if (!found) throw notFound()
  if (key.sees && !key.sees.includes(found.id)) throw notAuthorized()
  return found
}

/** Lists are cut by `modifiedSince` at or after the time; only the rows of a sheet are cut strictly after. */
function listed<T extends SheetState | ReportState>(
  from: ReadonlyMap<number, T>,
  key: Key,
  query: Query,
): T[] {
  const since = query.time('modifiedSince') ?? -Infinity
  const seen = [...from.values()].filter(({ id }) => key.sees?.includes(id) ?? true)
  return seen.filter(({ modifiedAt }) => Date.parse(modifiedAt) >= since)
}

function entry({ id, name, permalink }: SheetState | ReportState, key: Key, query: Query): JsonObject {
  return { id, name, accessLevel: shownAccess(key.accessLevel, query), permalink }
}

function rowBody(asked: Asked): JsonObject {
  const sheet = sheetAsked(asked)
  const row = sheet.rows.find(({ id }) => String(id) === asked.path[1])
  if (!row) throw notFound()
  const view = rowView(asked.query)
  const columns = columnsAsked(sheet, asked.query)
  const withColumns = (asked.query.text('include') ?? '').split(',').includes('columns')
  return {
    ...wireRow(sheet, row, columns, view),
    sheetId: sheet.id,
    version: sheet.version,
    accessLevel: shownAccess(asked.key.accessLevel, asked.query),
    ...(withColumns ? { columns: columns.map((column) => wireColumn(sheet, column, view)) } : {}),
  }
}

function discussionsBody(asked: Asked, rowId?: string): JsonObject {
  const sheet = sheetAsked(asked)
  const comments = asked.query.words('include', ['attachments', 'comments']).has('comments')
  const found = sheet.discussions.filter((each) => rowId === undefined || String(each.rowId) === rowId)
  return listBody(asked.query, found, (each) => wireDiscussion(sheet, each, comments))
}
