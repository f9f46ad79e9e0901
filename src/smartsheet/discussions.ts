import { z } from 'zod'
import { isSyncError, SyncError } from '../core/errors.ts'
import type { Client, GetOptions } from './client.ts'
import { idSchema, optional, parseWith, sheetPath } from './envelope.ts'

export interface Comment {
  id: string
  text: string
  createdAt: string | null
  modifiedAt: string | null
  author: { name: string | null; email: string | null }
}

export interface Discussion {
  id: string
  /** Null for a discussion of the whole sheet. */
  rowId: string | null
  /** The beginning of the first comment. */
  title: string | null
  comments: readonly Comment[]
}

const PAGE_SIZE = 100

const text = optional(z.string())
const commentSchema = z.looseObject({
  id: idSchema,
  text,
  createdAt: text,
  modifiedAt: text,
  createdBy: optional(z.looseObject({ name: text, email: text })),
})
const discussionSchema = z.looseObject({
  id: idSchema,
  title: text,
  parentType: text,
  parentId: optional(idSchema),
  commentCount: optional(z.int()),
  comments: optional(z.array(commentSchema)),
})
const listSchema = z.looseObject({
  totalPages: optional(z.int()),
  totalCount: optional(z.int()),
  data: z.array(discussionSchema),
})

type RawDiscussion = z.infer<typeof discussionSchema>

/**
 * Every discussion of the sheet with all its comments, a page at a time. Rejects with `sheet_unstable` when the
 * list ends before it is complete or a discussion goes away, so that no comment is taken for deleted. Comments raise the sheet's version:
 * who needs one state of both compares it before and after.
 */
export async function* readDiscussions(
  client: Client,
  sheetId: string,
  signal?: AbortSignal,
): AsyncGenerator<Discussion[], void, undefined> {
  const options = signal ? { signal } : {}
  const path = `${sheetPath(sheetId)}/discussions`
  const seen = new Set<string>()
  for (let page = 1; ; page += 1) {
    const list = await client.get(
      path,
      { include: 'comments', page, pageSize: PAGE_SIZE },
      parseList,
      options,
    )
    const fresh = distinct(list.data).filter(({ id }) => !seen.has(id))
    for (const { id } of fresh) seen.add(id)
    const whole: Discussion[] = []
    // One after the other: few discussions are so long, and the key's budget is not for bursts.
    for (const raw of fresh) whole.push(toDiscussion(await withAllComments(client, path, raw, options)))
    if (whole.length > 0) yield whole
    // Past the end the last page comes again, and totalPages may be 0 or -1: a page without news is the end too.
    const last = fresh.length === 0 || (list.totalPages !== null && page === list.totalPages)
    if (!last) continue
    if (seen.size < (list.totalCount ?? 0)) {
      throw new SyncError(
        'sheet_unstable',
        `Sheet ${sheetId} listed ${seen.size} of ${list.totalCount ?? 0} discussions.`,
      )
    }
    return
  }
}

/** The list leaves comments out of long discussions; the discussion itself has them all, or is not believed. */
async function withAllComments(
  client: Client,
  path: string,
  raw: RawDiscussion,
  options: GetOptions,
): Promise<RawDiscussion> {
  if (isWhole(raw, raw.commentCount)) return raw
  const parse = (body: unknown): RawDiscussion => {
    const whole = parseWith(discussionSchema, body, 'discussion')
    if (whole.id !== raw.id)
      throw notBelieved(`discussion ${raw.id} was asked for, the answer is ${whole.id}`)
    // Its own count is the newer one: a comment may have gone since the list was made.
    if (isWhole(whole, whole.commentCount ?? raw.commentCount)) return whole
    throw notBelieved(`discussion ${raw.id} came with ${whole.comments?.length ?? 'no'} of its comments`)
  }
  try {
    return await client.get(`${path}/${raw.id}`, {}, parse, options)
  } catch (error) {
    // Deleted since it was listed; the sheet itself is still there.
    if (!isSyncError(error) || error.code !== 'sheet_not_found') throw error
    throw new SyncError('sheet_unstable', `Discussion ${raw.id} went away while it was read.`)
  }
}

function parseList(body: unknown): z.infer<typeof listSchema> {
  const list = parseWith(listSchema, body, 'list of discussions')
  if (list.totalCount === null && list.totalPages === null)
    throw notBelieved('the list does not say how long it is')
  return list
}

const notBelieved = (message: string): SyncError => new SyncError('bad_response', message)

/** A comment that is not there would be taken for deleted (R2): none at all has to be said, too. */
function isWhole({ comments }: RawDiscussion, count: number | null): boolean {
  return comments === null ? count === 0 : distinct(comments).length >= (count ?? 0)
}

/** Each once: whoever adds while a list is made sees one of it come again. */
const distinct = <T extends { id: string }>(items: readonly T[]): T[] => [
  ...new Map(items.map((item) => [item.id, item])).values(),
]

function toDiscussion({ id, title, parentType, parentId, comments }: RawDiscussion): Discussion {
  return {
    id,
    title,
    rowId: parentType === 'ROW' ? parentId : null,
    comments: distinct(comments ?? []).map((comment) => ({
      id: comment.id,
      text: comment.text ?? '',
      createdAt: comment.createdAt,
      modifiedAt: comment.modifiedAt,
      author: { name: comment.createdBy?.name ?? null, email: comment.createdBy?.email ?? null },
    })),
  }
}
