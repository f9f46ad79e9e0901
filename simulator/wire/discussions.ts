import type { CommentState, DiscussionState, JsonObject, Person, SheetState } from '../store/model.ts'

/** The header of a discussion; its comments only where they are asked for. */
export function wireDiscussion(
  sheet: SheetState,
  discussion: DiscussionState,
  comments: boolean,
): JsonObject {
  const first = discussion.comments.at(0)
  const last = discussion.comments.at(-1)
  return {
    id: discussion.id,
    title: (first?.text ?? '').slice(0, 100),
    ...(comments ? { comments: discussion.comments.map((each) => wireComment(discussion, each)) } : {}),
    commentCount: discussion.comments.length,
    ...(last ? { lastCommentedAt: last.createdAt, lastCommentedUser: wirePerson(last.createdBy) } : {}),
    ...(first ? { createdBy: wirePerson(first.createdBy) } : {}),
    accessLevel: 'OWNER',
    parentType: discussion.rowId === undefined ? 'SHEET' : 'ROW',
    parentId: discussion.rowId ?? sheet.id,
    readOnly: false,
  }
}

function wireComment(discussion: DiscussionState, comment: CommentState): JsonObject {
  return {
    id: comment.id,
    text: comment.text,
    createdAt: comment.createdAt,
    createdBy: wirePerson(comment.createdBy),
    modifiedAt: comment.modifiedAt,
    discussionId: discussion.id,
  }
}

export function wirePerson({ name, email }: Person): JsonObject {
  return { ...(name === undefined ? {} : { name }), ...(email === undefined ? {} : { email }) }
}
