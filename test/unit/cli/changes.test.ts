import { describe, expect, it } from 'vitest'
import { changesTable, changeText, fieldName, rowLinks } from '../../../src/cli/output/changes.ts'
import type { Change } from '../../../src/runs/model.ts'

const change = (over: Partial<Change>): Change => ({
  label: 'Opportunity',
  nodeId: '01890000-0000-7000-8000-000000000001',
  nodeName: 'Rollout',
  field: 'external_stage',
  oldValue: 'Lead',
  newValue: 'Won',
  oldName: null,
  newName: null,
  rowId: '7',
  rowUrl: 'https://app.smartsheet.com/sheets/x?rowId=7',
  ...over,
})
const owner = change({
  field: 'owner_user_id',
  oldValue: null,
  newValue: '01890000-0000-7000-8000-000000000009',
  newName: 'Dana Whitfield',
})

describe('a change', () => {
  it('is told by the names of the field and of what it refers to', () => {
    expect(changeText(change({}))).toBe('deal Rollout: stage Lead → Won')
    expect(changeText(owner)).toBe('deal Rollout: owner - → Dana Whitfield')
  })

  it('of visibility is told in a word', () => {
    expect(changeText(change({ field: 'hide', oldValue: false, newValue: true }))).toBe(
      'deal Rollout: hidden',
    )
    expect(changeText(change({ field: 'archived', oldValue: true, newValue: false }))).toBe(
      'deal Rollout: archived true → false',
    )
  })

  it('of a date shows no time of day that it has not', () => {
    const dates = { oldValue: '2026-09-05T00:00:00+00:00', newValue: '2026-09-05T14:30:00+00:00' }
    expect(changeText(change({ field: 'estimated_closed_at', ...dates }))).toBe(
      'deal Rollout: close date 2026-09-05 → 2026-09-05T14:30:00+00:00',
    )
  })

  it.each([
    ['custom_fields.Shoe_size', 'Shoe_size'],
    ['location.country_code_a2', 'country code'],
    ['location.zip', 'zip'],
    ['next_steps', 'next steps'],
  ])('of %s is one of %s', (field, name) => {
    expect(fieldName(field)).toBe(name)
  })
})

describe('the changes of a run', () => {
  it('are a table that fits, with the row behind each entity once, in full', () => {
    const changes = [
      change({}),
      owner,
      change({ nodeId: 'x', nodeName: null, label: 'Contact', rowUrl: null }),
    ]
    const lines = changesTable(changes, 40).split('\n')
    expect(lines[0]).toMatch(/^KIND +NAME +FIELD +WAS +IS$/)
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(40)
    expect(rowLinks(changes)).toEqual([
      'deal Rollout: https://app.smartsheet.com/sheets/x?rowId=7',
      'contact x: row 7, which no longer speaks of it',
    ])
    expect(rowLinks([change({ rowUrl: null, rowId: null })])).toEqual([])
  })

  it('say of what was hidden, archived or deleted that it was, and keep the words of other values', () => {
    const changes = ['hide', 'archived', 'deleted', 'custom_fields.Newsletter'].map((field) =>
      change({ field, oldValue: false, newValue: true }),
    )
    expect(changesTable(changes, null).split('\n').slice(1)).toEqual([
      expect.stringMatching(/hidden +no +yes$/),
      expect.stringMatching(/archived +no +yes$/),
      expect.stringMatching(/deleted +no +yes$/),
      expect.stringMatching(/Newsletter +false +true$/),
    ])
  })
})
