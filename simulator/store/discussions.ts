import type { CommentState, DiscussionState, Person, Store } from './model.ts'
import { personOf } from './rows.ts'

export interface DiscussionInput {
  /** Absent: a discussion of the whole sheet. */
  rowId?: number
  text: string
  /** The owner of the sheet when not given. */
  by?: Person
}

export function makeDiscussion(store: Store, { rowId, ...comment }: DiscussionInput): DiscussionState {
  return {
    id: store.newId(),
    ...(rowId === undefined ? {} : { rowId }),
    comments: [makeComment(store, comment)],
  }
}

export function makeComment(store: Store, { text, by }: Omit<DiscussionInput, 'rowId'>): CommentState {
  const now = store.now()
  return { id: store.newId(), text, createdAt: now, modifiedAt: now, createdBy: by ?? personOf(store) }
}
