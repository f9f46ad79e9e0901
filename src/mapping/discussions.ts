import type { Comment, Discussion } from '../smartsheet/discussions.ts'
import type { Row } from '../smartsheet/model.ts'
import { contentHash } from './contentHash.ts'
import { ownerKey, userFields } from './entities/owner.ts'
import { openIssueLog, type Report } from './issues.ts'
import type { EntityRecord, RowIssue } from './record.ts'
import { cleanText } from './values/clean.ts'
import { personOf } from './values/people.ts'

/** All that has to be known of the row that a discussion is about. */
export type DiscussedRow = Pick<Row, 'id' | 'rowNumber' | 'permalink'>

type Said = Pick<EntityRecord, 'label' | 'externalId' | 'externalSource' | 'rowModifiedAt' | 'contribution'>

/**
 * A discussion of a row as one session, one event for each comment, and one user for each author (design
 * section 7.1). A user's slot is the author's first comment.
 */
export function mapDiscussion(
  discussion: Discussion,
  row: DiscussedRow,
): { records: EntityRecord[]; issues: RowIssue[] } {
  const log = openIssueLog(row)
  const report: Report = (code, message) => log.add(code, `In a comment: ${message}`)
  const comments = inOrder(discussion.comments)
  const authors = authorsOf(comments, report)
  const session: Said = {
    label: 'InteractionSession',
    externalId: discussion.id,
    externalSource: 'discussion',
    // The title is the beginning of the first comment; later ones leave the session as it is.
    rowModifiedAt: comments[0] === undefined ? null : modifiedAt(comments[0]),
    contribution: {
      fields: { identifier: discussion.id, name: textOf(discussion.title ?? ''), status: 'ACTIVE' },
      refs: {},
    },
  }
  const events = comments.map((comment, index): Said => ({
    label: 'InteractionEvent',
    externalId: comment.id,
    externalSource: 'comment',
    rowModifiedAt: modifiedAt(comment),
    contribution: {
      fields: {
        identifier: comment.id,
        content: textOf(comment.text, report),
        content_type: 'text/plain',
        created_at: comment.createdAt,
      },
      refs: {
        session: discussion.id,
        sender: authors.slots.get(comment) ?? null,
        repliesTo: comments[index - 1]?.id ?? null,
      },
    },
  }))
  return {
    records: [session, ...events, ...authors.users].map((said) => toRecord(said, row)),
    issues: log.issues,
  }
}

/** One user for each person who wrote; the slots say whose each comment is. */
function authorsOf(
  comments: readonly Comment[],
  report: Report,
): { users: Said[]; slots: ReadonlyMap<Comment, string> } {
  const users = new Map<string, Said>()
  const slots = new Map<Comment, string>()
  for (const comment of comments) {
    const [author] = personOf(comment.author, { report })
    if (author === undefined) continue
    const key = ownerKey(author)
    const user = users.get(key) ?? {
      label: 'User',
      externalId: comment.id,
      externalSource: 'comment',
      rowModifiedAt: modifiedAt(comment),
      contribution: { fields: userFields(author), refs: {} },
    }
    users.set(key, user)
    slots.set(comment, user.externalId)
  }
  return { users: [...users.values()], slots }
}

/** As they were written. Times are whole seconds: within one, the order of the list counts. */
const inOrder = (comments: readonly Comment[]): Comment[] =>
  comments.toSorted((a, b) => writtenAt(a) - writtenAt(b))

const writtenAt = ({ createdAt }: Comment): number => Date.parse(createdAt ?? '') || 0

const modifiedAt = (comment: Comment): string | null => comment.modifiedAt ?? comment.createdAt

const textOf = (text: string, report?: Report): string | null => cleanText(text, report) || null

function toRecord(said: Said, { id, permalink }: DiscussedRow): EntityRecord {
  const { label, externalId, externalSource, contribution } = said
  const content = [
    label,
    externalId,
    externalSource,
    id,
    permalink,
    contribution.fields,
    { ...contribution.refs },
  ]
  return { ...said, rowId: id, url: permalink, keep: [], onlyKept: false, hash: contentHash(content) }
}
