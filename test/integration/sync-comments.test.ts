import { describe, expect, it } from 'vitest'
import { ANN, BO, discussedSheet, storedComments, storedRows } from '../support/discussedSheet.ts'
import { createCrmSheet, people, useSyncs } from '../support/syncStage.ts'

const stage = useSyncs()
const DISCUSSIONS = /\/discussions$/
const FAILED = { value: '#NO MATCH', formula: '=INDEX(a)' }

describe('comments of rows', () => {
  it('become sessions and events with their senders; a discussion of the whole sheet is left out', async () => {
    const { sheet, demo, rows } = await discussedSheet(stage)
    const report = await stage.sync(sheet)
    expect(report).toMatchObject({
      status: 'succeeded',
      rowsRead: 3,
      rowsMapped: 3,
      counts: { InteractionSession: { created: 2 }, InteractionEvent: { created: 4 }, User: { created: 2 } },
    })
    const session = 'They want a demo.'
    expect(await storedComments(stage)).toEqual([
      { content: 'They want a demo.', sender: 'Ann Ray', replies_to: null, session },
      { content: 'Tuesday?', sender: 'Bo Chan', replies_to: 'They want a demo.', session },
      { content: 'Booked.', sender: 'Ann Ray', replies_to: 'Tuesday?', session },
      { content: 'With legal.', sender: 'Bo Chan', replies_to: null, session: 'With legal.' },
    ])
    const links = await stage.rows<Record<string, string>>(
      `select l.external_id, l.external_source, l.row_id, l.external_url from graph.is_linked_with l
       where l.tenant = $1 and l.node_label = 'InteractionSession' order by l.external_id = '${demo}' desc`,
    )
    expect(links[0]).toMatchObject({
      external_id: String(demo),
      external_source: 'discussion',
      row_id: String(rows[0]),
      external_url: expect.stringContaining(`rowId=${rows[0]}`) as string,
    })
  })

  it('are not read unless the connection wants them', async () => {
    const { sheet } = await discussedSheet(stage)
    await stage.connect(sheet, { comments: false })
    stage.simulator.requests.length = 0
    await stage.sync(sheet)
    expect(await storedRows(stage, 'interaction_event')).toBe(0)
    expect(stage.simulator.requests.filter(({ path }) => DISCUSSIONS.test(path))).toEqual([])
  })

  it('an author who also owns something is one user', async () => {
    const { sheets } = stage.simulator
    const sheet = sheets.createSheet({
      name: 'Deals',
      columns: [
        { title: 'Deal', primary: true },
        { title: 'Amount' },
        { title: 'Owner', type: 'CONTACT_LIST' },
      ],
      rows: [{ cells: { Deal: 'Big one', Amount: 12, Owner: { contact: ANN } } }],
    })
    const [row = 0] = sheets.rowIds(sheet)
    sheets.addDiscussion(sheet, { rowId: row, text: 'Mine.', by: { ...ANN, email: 'Ann@US.example' } })
    await stage.connect(sheet, {
      comments: true,
      mapping: {
        entities: [{ type: 'opportunity', fields: { name: 'Deal', amount: 'Amount', owner: 'Owner' } }],
      },
    })
    expect(await stage.sync(sheet)).toMatchObject({ counts: { User: { created: 1 } } })
    expect(await stage.rows(`select name from graph."user" where tenant = $1`)).toEqual([{ name: 'Ann Ray' }])
    expect(await stage.rows('select owner, name from graph.deals where tenant = $1')).toEqual([
      { owner: 'Ann Ray', name: 'Big one' },
    ])
    expect(await storedComments(stage)).toMatchObject([{ sender: 'Ann Ray' }])
  })

  it('more than a page of discussions, on blank and rejected rows too, are all read', async () => {
    const { sheets } = stage.simulator
    const sheet = createCrmSheet(stage.simulator, [
      ...people(2),
      {},
      { 'Job title': 'Buyer' },
      { Company: FAILED },
      { Company: FAILED, 'Job title': 'Buyer' },
    ])
    const rows = sheets.rowIds(sheet)
    for (let n = 0; n < 205; n += 1) {
      sheets.addDiscussion(sheet, { rowId: rows[n % 6] ?? 0, text: `Discussion ${n}`, by: ANN })
    }
    await stage.connect(sheet, { comments: true })
    stage.simulator.requests.length = 0
    expect(await stage.sync(sheet)).toMatchObject({
      rowsRead: 6,
      rowsMapped: 2,
      rowsEmpty: 2,
      rowsRejected: 2,
      counts: { InteractionSession: { created: 205 }, User: { created: 1 } },
    })
    expect(await storedRows(stage, 'interaction_event_sent_by')).toBe(205)
    expect(stage.simulator.requests.filter(({ path }) => DISCUSSIONS.test(path))).toHaveLength(3)
  })
})

describe('R2 a sheet that moves while its comments are read', () => {
  it('is read again, rows and comments, so that both are of one version', async () => {
    const {
      sheet,
      demo,
      rows: [, , third = 0],
    } = await discussedSheet(stage)
    const { sheets, faults } = stage.simulator
    faults.add({
      when: { path: DISCUSSIONS },
      act: {
        kind: 'edit',
        run: () => {
          sheets.addComment(sheet, demo, { text: 'By the way', by: BO })
          sheets.updateCells(sheet, third, { Contact: 'Renamed Person' })
        },
      },
    })
    expect(await stage.sync(sheet)).toMatchObject({ status: 'succeeded', rowsRead: 3 })
    expect(await storedComments(stage)).toHaveLength(5)
    expect(
      await stage.rows(`select name from graph.contacts where tenant = $1 and name like 'Ren%'`),
    ).toEqual([{ name: 'Renamed Person' }])
    expect(await stage.sync(sheet)).toMatchObject({ status: 'unchanged' })
  })

  it('fails as unstable when it never holds still, with nothing written', async () => {
    const { sheet, demo } = await discussedSheet(stage)
    const { sheets, faults } = stage.simulator
    faults.add({
      when: { path: DISCUSSIONS },
      times: Infinity,
      act: { kind: 'edit', run: () => sheets.addComment(sheet, demo, { text: 'And another thing', by: BO }) },
    })
    const report = await stage.sync(sheet)
    faults.clear()
    expect(report).toMatchObject({ status: 'failed', errorCode: 'sheet_unstable' })
    expect(report.errorMessage).toMatch(/comments .* version \d+ after \d+/)
    expect([await storedRows(stage, 'contact'), await storedRows(stage, 'interaction_event')]).toEqual([0, 0])
    expect(await stage.sync(sheet)).toMatchObject({ status: 'succeeded' })
  })

  it('a list of discussions that is short of its own count removes nothing', async () => {
    const { sheet, demo } = await discussedSheet(stage)
    await stage.sync(sheet)
    const { sheets, faults } = stage.simulator
    faults.add({ when: { path: DISCUSSIONS }, times: Infinity, act: { kind: 'lie', change: { data: [] } } })
    sheets.addComment(sheet, demo, { text: 'Anybody?', by: BO })
    expect(await stage.sync(sheet)).toMatchObject({ status: 'failed', errorCode: 'sheet_unstable' })
    faults.clear()
    expect(await storedComments(stage)).toHaveLength(4)
  })
})
