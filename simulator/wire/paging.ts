import type { Json, JsonObject } from '../store/model.ts'
import type { Query } from './query.ts'

export const PAGING = ['page', 'pageSize'] as const
export const LIST_PAGING = [...PAGING, 'includeAll'] as const

const DEFAULT_SIZE = 100

/** What `includeAll` answers as pageSize. */
const ALL = 30_000

export interface PageAsked {
  page: number
  pageSize: number
}

/** Undefined when the request asks for no page at all, which for a sheet means all rows. */
export function pageAsked(query: Query): PageAsked | undefined {
  const page = query.number('page', 1)
  const pageSize = query.number('pageSize', 1)
  if (page === undefined && pageSize === undefined) return undefined
  return { page: page ?? 1, pageSize: pageSize ?? DEFAULT_SIZE }
}

/** A page past the end is the last page once more, never an empty one; the page really served comes with it. */
export function cutPage<T>(
  items: readonly T[],
  asked: PageAsked,
): { items: readonly T[]; page: number; pages: number } {
  const pages = Math.ceil(items.length / asked.pageSize)
  const page = Math.min(asked.page, pages)
  const start = Math.max(page - 1, 0) * asked.pageSize
  return { items: items.slice(start, start + asked.pageSize), page, pages }
}

export function firstHundred(query: Query): PageAsked {
  return pageAsked(query) ?? { page: 1, pageSize: DEFAULT_SIZE }
}

/** The envelope of lists. Nothing found is page 0 of 0. */
export function listBody<T>(query: Query, found: readonly T[], wire: (item: T) => Json): JsonObject {
  const asked = query.flag('includeAll') ? { page: 1, pageSize: ALL } : firstHundred(query)
  const { items, page, pages } = cutPage(found, asked)
  return {
    pageNumber: page,
    pageSize: asked.pageSize,
    totalPages: pages,
    totalCount: found.length,
    data: items.map(wire),
  }
}
