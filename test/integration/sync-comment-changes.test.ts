import { describe, expect, it } from 'vitest'
import { ANN, BO, commentsOf, discussedSheet, storedComments, storedRows } from '../support/discussedSheet.ts'
import { graphState } from '../support/records.ts'
import { createCrmSheet, people, useSyncs } from '../support/syncStage.ts'

const stage = useSyncs()

/** How many rows of a table were written after `graphState` looked. */
const written = async (table: string, since: Record<string, string>): Promise<number> => {
  const last = since[`graph.${table}`]?.split('/')[1] ?? '0'
  const rows = await stage.rows<{ n: number }>(
    `select count(*)::int as n from graph.${table} where tenant = $1 and xmin::text::bigint > ${last}`,
  )
  return rows[0]?.n ?? 0
}

describe('comments that change', () => {
  it('R13 nothing is written where nothing changed, with a new version or with --full', async () => {
    const { sheet } = await discussedSheet(stage)
    await stage.sync(sheet)
    expect(await stage.sync(sheet)).toMatchObject({ status: 'unchanged', apiRequests: 1 })
    const before = await graphState(stage.pool)
    stage.simulator.sheets.touch(sheet)
    expect(await stage.sync(sheet)).toMatchObject({
      status: 'succeeded',
      counts: { InteractionEvent: { created: 0, updated: 0, unchanged: 4 } },
    })
    await stage.sync(sheet, { full: true })
    expect(await graphState(stage.pool)).toEqual(before)
  })

  it('R13 a new comment writes its event, its link and its sender, and nothing else', async () => {
    const { sheet, demo } = await discussedSheet(stage)
    await stage.sync(sheet)
    const before = await graphState(stage.pool)
    stage.clock.advance(60_000)
    stage.simulator.sheets.addComment(sheet, demo, { text: 'See you there.', by: BO })
    expect(await stage.sync(sheet)).toMatchObject({
      counts: { InteractionEvent: { created: 1, updated: 0 }, User: { updated: 0 } },
    })
    const after = await graphState(stage.pool)
    const changed = Object.keys(after).filter((table) => after[table] !== before[table])
    expect(changed).toEqual([
      'graph.interaction_event',
      'graph.interaction_event_sent_by',
      'graph.is_linked_with',
    ])
    for (const table of ['interaction_event', 'interaction_event_sent_by', 'is_linked_with']) {
      expect(await written(table, before)).toBe(1)
    }
    expect((await storedComments(stage)).at(-1)).toMatchObject({
      content: 'See you there.',
      replies_to: 'Booked.',
    })
  })

  it('an edited comment is updated and recorded', async () => {
    const { sheet, demo } = await discussedSheet(stage)
    await stage.sync(sheet)
    const [, second] = commentsOf(stage, sheet, demo)
    Object.assign(second ?? {}, { text: 'Wednesday?', modifiedAt: stage.clock.now().toISOString() })
    stage.simulator.sheets.touch(sheet)
    expect(await stage.sync(sheet)).toMatchObject({ counts: { InteractionEvent: { updated: 1 } } })
    const changes = await stage.rows(
      `select field, old_value, new_value from sync.change where tenant = $1 and node_label = 'InteractionEvent'`,
    )
    expect(changes).toEqual([{ field: 'content', old_value: 'Tuesday?', new_value: 'Wednesday?' }])
  })

  it('R11 a deleted comment goes, and the next one replies to the one before it', async () => {
    const { sheet, demo } = await discussedSheet(stage)
    await stage.sync(sheet)
    commentsOf(stage, sheet, demo).splice(1, 1)
    stage.simulator.sheets.touch(sheet)
    expect(await stage.sync(sheet)).toMatchObject({
      status: 'succeeded',
      counts: { InteractionEvent: { archived: 1, updated: 1 } },
    })
    expect((await storedComments(stage)).slice(0, 2)).toMatchObject([
      { content: 'They want a demo.', replies_to: null },
      { content: 'Booked.', sender: 'Ann Ray', replies_to: 'They want a demo.' },
    ])
    expect(await storedRows(stage, 'interaction_event_sent_by')).toBe(3)
  })

  it('R7 a comment whose author is not known any more has no sender, and says so', async () => {
    const { sheet, demo } = await discussedSheet(stage)
    await stage.sync(sheet)
    const [, second] = commentsOf(stage, sheet, demo)
    if (second) second.createdBy = {}
    stage.simulator.sheets.touch(sheet)
    await stage.sync(sheet)
    expect((await storedComments(stage))[1]).toMatchObject({ content: 'Tuesday?', sender: null })
    const changes = await stage.rows(
      `select old_value, new_value from sync.change where tenant = $1 and field = 'sent_by'`,
    )
    expect(changes).toEqual([{ old_value: 'Bo Chan', new_value: null }])
  })

  it('R11 a deleted discussion goes with all its comments, each of them counted and recorded', async () => {
    const { sheet, demo } = await discussedSheet(stage)
    await stage.sync(sheet)
    stage.simulator.sheets.deleteDiscussion(sheet, demo)
    expect(await stage.sync(sheet)).toMatchObject({
      status: 'succeeded',
      counts: { InteractionSession: { archived: 1 }, InteractionEvent: { archived: 3 } },
    })
    expect((await storedComments(stage)).map(({ content }) => content)).toEqual(['With legal.'])
    const deleted = await stage.rows(
      `select node_label from sync.change where tenant = $1 and field = 'deleted' order by node_label`,
    )
    expect(deleted.map(({ node_label }) => node_label)).toEqual([
      ...Array<string>(3).fill('InteractionEvent'),
      'InteractionSession',
    ])
    // The people who wrote them are the tenant's all the same.
    expect(await storedRows(stage, '"user"')).toBe(2)
  })

  it('R11 a row takes its discussions along, and brings them back', async () => {
    const {
      sheet,
      rows: [first = 0],
    } = await discussedSheet(stage)
    await stage.sync(sheet)
    stage.simulator.sheets.deleteRows(sheet, [first])
    await stage.sync(sheet)
    expect(await storedComments(stage)).toHaveLength(1)
    stage.simulator.sheets.restoreRows(sheet, [first])
    await stage.sync(sheet)
    expect(await storedComments(stage)).toHaveLength(4)
    expect(await storedRows(stage, '"user"')).toBe(2)
  })

  it('R12 comments switched off take all interactions along, and no guard holds them', async () => {
    const { sheets } = stage.simulator
    const sheet = createCrmSheet(stage.simulator, people(12))
    for (const rowId of sheets.rowIds(sheet)) {
      for (let n = 0; n < 3; n += 1) sheets.addDiscussion(sheet, { rowId, text: `Talk ${n}`, by: BO })
    }
    await stage.connect(sheet, { comments: true })
    await stage.sync(sheet)
    expect(await storedRows(stage, 'interaction_event')).toBe(36)
    const contacts = await stage.rows('select * from graph.contacts where tenant = $1 order by id')

    await stage.connect(sheet, { comments: false })
    expect(await stage.sync(sheet)).toMatchObject({
      status: 'succeeded',
      removalsHeld: 0,
      counts: { InteractionSession: { archived: 36 }, InteractionEvent: { archived: 36 } },
    })
    for (const table of ['interaction_event', 'interaction_session', 'interaction_event_sent_by']) {
      expect(await storedRows(stage, table)).toBe(0)
    }
    expect(await stage.rows('select * from graph.contacts where tenant = $1 order by id')).toEqual(contacts)
  })

  it('a sender that somebody else put there stays', async () => {
    const { sheet, demo } = await discussedSheet(stage)
    await stage.sync(sheet)
    await stage.pool.query(
      `with colleague as (
         insert into graph.contact (tenant, id, name) values ($1, gen_random_uuid(), 'Cal') returning id)
       insert into graph.interaction_event_sent_by (tenant, interaction_event_id, participant_label, participant_id)
       select e.tenant, e.id, 'Contact', c.id from graph.interaction_event e cross join colleague c
       where e.tenant = $1 and e.content = 'Tuesday?'`,
      [stage.tenant],
    )
    const [, second] = commentsOf(stage, sheet, demo)
    if (second) second.createdBy = ANN
    stage.simulator.sheets.touch(sheet)
    await stage.sync(sheet, { full: true })
    const senders = await stage.rows(
      `select b.participant_label, b.source from graph.interaction_event_sent_by b
       join graph.interaction_event e on e.tenant = b.tenant and e.id = b.interaction_event_id
       where b.tenant = $1 and e.content = 'Tuesday?' order by 1`,
    )
    expect(senders).toEqual([
      { participant_label: 'Contact', source: 'openline' },
      { participant_label: 'User', source: 'smartsheet' },
    ])
  })

  it('a sender who is deleted outright leaves no edge behind', async () => {
    const { sheet } = await discussedSheet(stage)
    await stage.sync(sheet)
    const senders = () => stage.rows('select from graph.interaction_event_sent_by where tenant = $1')
    expect(await senders()).not.toEqual([])
    await stage.rows('delete from graph."user" where tenant = $1')
    expect(await senders()).toEqual([])
  })
})
