import { describe, expect, it } from 'vitest'
import { reportDocument, reportText } from '../../src/cli/syncReport.ts'
import { listChanges } from '../../src/runs/changes.ts'
import type { Preview, SyncReport } from '../../src/sync/report.ts'
import { createCrmSheet, TRIO, useSyncs } from '../support/syncStage.ts'

const stage = useSyncs()

const ANN = {
  Company: 'Acme Corp.',
  Contact: 'Ann Bell',
  Email: 'ann@acme.example',
  'Job title': 'Buyer',
  Deal: 'Rollout',
  Amount: 10,
  Notes: 'Called on Monday.',
  'Shoe size': 43,
}

const previewOf = (report: SyncReport): Preview => {
  if (report.preview === null) throw new Error(`a run that ${report.status} has no preview`)
  return report.preview
}

/** `updated Contact Ann Bell: name "Ann" → "Ann Bell"; ...`, a line an entity. */
const told = (report: SyncReport): string[] =>
  previewOf(report).entities.map(({ outcome, label, name, changes }) => {
    const fields = changes.map((change) => {
      const was = change.oldName ?? JSON.stringify(change.oldValue)
      return `${change.field} ${was} → ${change.newName ?? JSON.stringify(change.newValue)}`
    })
    return `${outcome} ${label} ${name ?? '-'}: ${fields.sort().join('; ')}`
  })

const stored = async () =>
  JSON.stringify(
    await stage.rows(
      `select (select jsonb_agg(c order by id) from sync.change c where tenant = $1) as changes,
         (select jsonb_agg(c order by id) from graph.contact c where tenant = $1) as contacts,
         (select jsonb_agg(c) from sync.connection c where tenant = $1) as connections`,
    ),
  )

describe('the preview of a dry run', () => {
  it('of a first sync says of every entity what the rows say of it', async () => {
    const sheet = createCrmSheet(stage.simulator, [ANN])
    expect(told(await stage.sync(sheet, { dryRun: true }))).toEqual([
      'created Organization Acme Corp.: domains null → ["acme.example"]; name null → "Acme Corp."',
      'created Contact Ann Bell: emails null → ["ann@acme.example"]; first_name null → "Ann"; ' +
        'job_roles null → ["Buyer at Acme Corp."]; last_name null → "Bell"; name null → "Ann Bell"',
      'created Opportunity Rollout: amount null → 10; contacts null → ["Ann Bell"]; custom_fields.Shoe size null → 43; ' +
        'max_amount null → 10; name null → "Rollout"; organization_id null → Acme Corp.',
      'created LogEntry Called on Monday.: contact_id null → Ann Bell; content null → "Called on Monday."; ' +
        'content_type null → "text/plain"; opportunity_id null → Rollout; organization_id null → Acme Corp.; ' +
        'started_at null → "2026-03-01T00:00:00+00:00"',
    ])
  })

  it('says field by field what would change, what would be archived, and every issue, and leaves no trace', async () => {
    const { sheets } = stage.simulator
    const sheet = createCrmSheet(stage.simulator, [
      ...TRIO,
      { ...ANN, Contact: 'Cy Dunn', Email: 'cy@acme.example', Deal: 'Pilot' },
    ])
    await stage.sync(sheet)
    const [ann = 0, bo = 0, , cy = 0] = sheets.rowIds(sheet)
    sheets.updateCells(sheet, ann, { Amount: 12, Contact: 'Ann Ray', 'Shoe size': 44 })
    sheets.updateCells(sheet, bo, { Email: 'no address' })
    sheets.deleteRows(sheet, [cy])
    const before = await stored()
    const dry = await stage.sync(sheet, { dryRun: true })
    expect(told(dry)).toEqual([
      'archived Contact Cy Dunn: hide false → true',
      'updated Contact Ann Ray: last_name "Bell" → "Ray"; name "Ann Bell" → "Ann Ray"',
      'updated Contact Bo Chan: emails ["bo@acme.example"] → null',
      'archived Opportunity Pilot: archived false → true',
      'updated Opportunity Rollout: amount 10 → 12; custom_fields.Shoe size null → 44; max_amount 10 → 12',
      'archived LogEntry Called on Monday.: deleted false → true',
    ])
    expect(previewOf(dry).issues).toMatchObject([
      { rowNumber: 2, columnTitle: 'Email', code: 'invalid_email' },
    ])
    expect(await stored()).toBe(before)

    const real = await stage.sync(sheet)
    expect([real.counts, real.issues, real.preview]).toEqual([dry.counts, dry.issues, null])
  })

  it('names an entity of which only a detail of its phones changes', async () => {
    const { sheets } = stage.simulator
    const columns = [{ title: 'Name', primary: true }, { title: 'Phone' }, { title: 'Mobile' }]
    const cells = { Name: 'Ann Bell', Phone: '+49 30 901820' }
    const sheet = sheets.createSheet({ name: 'People', columns, rows: [{ cells }] })
    const fields = { name: 'Name', phone: 'Phone', mobile: 'Mobile' }
    await stage.connect(sheet, { mapping: { version: 1, entities: [{ type: 'contact', fields }] } })
    await stage.sync(sheet)
    const [row = 0] = sheets.rowIds(sheet)
    sheets.updateCells(sheet, row, { Phone: '', Mobile: '+49 30 901820' })
    const dry = await stage.sync(sheet, { dryRun: true })
    expect(previewOf(dry).entities).toMatchObject([{ outcome: 'updated', name: 'Ann Bell', changes: [] }])
    expect(reportText([dry], null)).toMatch(
      /Would be changed:[^]*contact +Ann Bell +details of emails or phones/,
    )
    expect(previewOf(dry).entities[0]?.rowUrl).toMatch(/rowId=/)
  })

  it('of nothing new has nothing to show', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    await stage.sync(sheet)
    const full = await stage.sync(sheet, { dryRun: true, full: true })
    expect(previewOf(full)).toEqual({ entities: [], issues: [] })
    expect(await stage.sync(sheet, { dryRun: true })).toMatchObject({ status: 'unchanged', preview: null })
  })

  it('shows 20 of each kind, and how many more there are', async () => {
    const people = Array.from({ length: 25 }, (_, i) => ({
      Contact: `P${i} Lee`,
      Email: `p${i}@acme.example`,
    }))
    const sheet = createCrmSheet(stage.simulator, people)
    const dry = await stage.sync(sheet, { dryRun: true })
    expect(new Set(previewOf(dry).entities.map(({ name }) => name)).size).toBe(20)
    expect(previewOf(dry).entities.every(({ changes }) => changes.length > 0)).toBe(true)
    expect(reportText([dry], null)).toContain('... and 5 contacts more')
    const [run] = reportDocument([dry]).runs
    expect(run).toMatchObject({ dry_run: true, preview: { entities: { length: 20 }, issues: [] } })
  })

  it('R12 of removals that would be held says so', async () => {
    const people = Array.from({ length: 15 }, (_, i) => ({
      Contact: `P${i} Lee`,
      Email: `p${i}@acme.example`,
    }))
    const sheet = createCrmSheet(stage.simulator, people)
    await stage.sync(sheet)
    stage.simulator.sheets.deleteRows(sheet, stage.simulator.sheets.rowIds(sheet).slice(1))
    const held = await stage.sync(sheet, { dryRun: true })
    expect([held.status, held.removalsHeld, told(held)]).toEqual(['held', 14, []])
    expect(reportText([held], 100)).toMatch(/14 rows vanished at once; nothing would be removed for them/)
    const allowed = await stage.sync(sheet, { dryRun: true, allowRemovals: 14 })
    expect(told(allowed)).toHaveLength(14)
  })
})

describe('the history of what was deleted', () => {
  it('knows a note by its first words, because it cannot be asked any more', async () => {
    const sheet = createCrmSheet(stage.simulator, [{ Company: 'Acme', Notes: 'Called on Monday.' }])
    const [row = 0] = stage.simulator.sheets.rowIds(sheet)
    await stage.sync(sheet)
    stage.simulator.sheets.updateCells(sheet, row, { Notes: '' })
    const { runId } = await stage.sync(sheet)
    const changes = await listChanges(stage.pool, runId ?? '', 100)
    expect(changes.map(({ nodeName, field }) => [nodeName, field])).toEqual([
      ['Called on Monday.', 'deleted'],
    ])
  })
})
