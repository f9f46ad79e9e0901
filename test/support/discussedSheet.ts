import { createCrmSheet, people, type SyncStage } from './syncStage.ts'

export const ANN = { name: 'Ann Ray', email: 'ann@us.example' }
export const BO = { name: 'Bo Chan', email: 'bo@us.example' }

export interface Discussed {
  sheet: number
  /** Three comments on the first row: "They want a demo." by Ann, "Tuesday?" by Bo, "Booked." by Ann. */
  demo: number
  /** Ids of the rows. */
  rows: readonly number[]
}

/** A sheet of three people, the first two of them and the sheet itself discussed, connected and not yet synced. */
export async function discussedSheet(stage: SyncStage): Promise<Discussed> {
  const { clock, simulator } = stage
  const { sheets } = simulator
  const sheet = createCrmSheet(simulator, people(3))
  const rows = sheets.rowIds(sheet)
  const [first = 0, second = 0] = rows
  const demo = sheets.addDiscussion(sheet, { rowId: first, text: 'They want a demo.', by: ANN })
  clock.advance(1000)
  sheets.addComment(sheet, demo, { text: 'Tuesday?', by: BO })
  clock.advance(1000)
  sheets.addComment(sheet, demo, { text: 'Booked.', by: ANN })
  clock.advance(1000)
  sheets.addDiscussion(sheet, { rowId: second, text: 'With legal.', by: BO })
  sheets.addDiscussion(sheet, { text: 'Who cleans up this sheet?', by: ANN })
  await stage.connect(sheet, { comments: true })
  return { sheet, demo, rows }
}

/** The comments of a discussion as the simulator keeps them, to be edited; `touch` the sheet afterwards. */
export function commentsOf({ simulator }: SyncStage, sheet: number, discussion: number) {
  const found = simulator.store.sheets.get(sheet)?.discussions.find(({ id }) => id === discussion)
  if (!found) throw new Error('no such discussion')
  return found.comments
}

export interface StoredComment {
  content: string
  sender: string | null
  replies_to: string | null
  session: string
}

/** The comments in the graph, oldest first. */
export const storedComments = (stage: SyncStage): Promise<StoredComment[]> =>
  stage.rows(
    `select e.content, u.name as sender, r.content as replies_to, s.name as session
     from graph.interaction_event e
     join graph.interaction_session s on s.tenant = e.tenant and s.id = e.interaction_session_id
     left join graph.interaction_event r on r.tenant = e.tenant and r.id = e.replies_to_id
     left join graph.interaction_event_sent_by b on b.tenant = e.tenant and b.interaction_event_id = e.id
     left join graph."user" u on u.tenant = e.tenant and b.participant_label = 'User' and u.id = b.participant_id
     where e.tenant = $1 order by e.created_at, e.content`,
  )

/** How many rows of a graph table are the tenant's. */
export async function storedRows(stage: SyncStage, table: string): Promise<number> {
  const [found] = await stage.rows<{ n: number }>(
    `select count(*)::int as n from graph.${table} where tenant = $1`,
  )
  return found?.n ?? 0
}
