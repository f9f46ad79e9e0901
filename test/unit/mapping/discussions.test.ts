import { describe, expect, it } from 'vitest'
import { mapDiscussion } from '../../../src/mapping/discussions.ts'
import type { EntityRecord } from '../../../src/mapping/record.ts'
import type { Comment, Discussion } from '../../../src/smartsheet/discussions.ts'

const ROW = { id: '7', rowNumber: 3, permalink: 'https://sheets.example/s?rowId=7' }
const ANN = { name: 'Ann Ray', email: 'Ann@Us.example' }
const BO = { name: 'bo@us.example', email: 'bo@us.example' }

const comment = (id: string, about: Partial<Comment> = {}): Comment => ({
  id,
  text: `Text ${id}`,
  createdAt: `2026-01-01T00:00:0${id}Z`,
  modifiedAt: null,
  author: ANN,
  ...about,
})
const discussion = (comments: Comment[], about: Partial<Discussion> = {}): Discussion => ({
  id: '50',
  rowId: ROW.id,
  title: 'Text 1',
  comments,
  ...about,
})
const map = (comments: Comment[], about: Partial<Discussion> = {}) =>
  mapDiscussion(discussion(comments, about), ROW)
const of = (label: string, records: readonly EntityRecord[]) =>
  records.filter((record) => record.label === label)
const slots = (label: string, records: readonly EntityRecord[]) =>
  of(label, records).map(({ externalId }) => externalId)
const hashes = (records: readonly EntityRecord[]) =>
  new Map(
    records.map(({ label, externalId, hash, rowModifiedAt }) => [
      `${label} ${externalId}`,
      `${hash} ${rowModifiedAt ?? ''}`,
    ]),
  )

describe('a discussion of a row', () => {
  it('becomes a session, an event for each comment and a user for each author, all of that row', () => {
    const { records, issues } = map([comment('1'), comment('2', { author: BO }), comment('3')])
    expect(issues).toEqual([])
    expect(of('InteractionSession', records)).toMatchObject([
      {
        externalId: '50',
        externalSource: 'discussion',
        contribution: { fields: { identifier: '50', name: 'Text 1', status: 'ACTIVE' } },
      },
    ])
    expect(of('InteractionEvent', records)[1]).toMatchObject({
      externalId: '2',
      externalSource: 'comment',
      contribution: {
        fields: {
          identifier: '2',
          content: 'Text 2',
          content_type: 'text/plain',
          created_at: '2026-01-01T00:00:02Z',
        },
        refs: { session: '50', sender: '2', repliesTo: '1' },
      },
    })
    expect(of('User', records)).toMatchObject([
      {
        externalId: '1',
        externalSource: 'comment',
        contribution: { fields: { name: 'Ann Ray', emails: [{ raw: 'ann@us.example' }] } },
      },
      // Smartsheet shows the address of people whose name it does not know.
      { externalId: '2', contribution: { fields: { name: null, emails: [{ raw: 'bo@us.example' }] } } },
    ])
    for (const record of records) {
      expect(record).toMatchObject({ rowId: '7', url: ROW.permalink, keep: [], onlyKept: false })
    }
  })

  it('a comment replies to the one before it, whatever the order of the list', () => {
    const { records } = map([comment('3'), comment('1'), comment('2')])
    expect(of('InteractionEvent', records).map(({ contribution }) => contribution.refs)).toEqual([
      { session: '50', sender: '1', repliesTo: null },
      { session: '50', sender: '1', repliesTo: '1' },
      { session: '50', sender: '1', repliesTo: '2' },
    ])
  })

  it('R7 has the time of the comment: when it was last edited, else written', () => {
    const edited = comment('2', { modifiedAt: '2026-02-01T00:00:00Z' })
    const unknown = comment('3', { createdAt: null })
    const { records } = map([comment('1'), edited, unknown])
    const times = of('InteractionEvent', records).map((record) => [record.externalId, record.rowModifiedAt])
    expect(Object.fromEntries(times)).toEqual({
      1: '2026-01-01T00:00:01Z',
      2: '2026-02-01T00:00:00Z',
      3: null,
    })
  })

  it('R13 a new comment changes no other record', () => {
    const before = hashes(map([comment('1'), comment('2', { author: BO })]).records)
    const after = hashes(map([comment('1'), comment('2', { author: BO }), comment('3')]).records)
    expect([...before].filter(([record, hash]) => after.get(record) !== hash)).toEqual([])
    expect(after.size).toBe(before.size + 1)
  })

  it('R13 what differs in a comment differs in its hash', () => {
    const hash = (about: Partial<Comment>) =>
      of('InteractionEvent', map([comment('1', about)]).records)[0]?.hash
    expect(hash({})).toBe(hash({}))
    expect(hash({ text: 'other' })).not.toBe(hash({}))
    expect(hash({ author: { name: null, email: null } })).not.toBe(hash({}))
  })

  it('R20 keeps text as typed but for what no database holds, and warns once, at the row', () => {
    const odd = '  a\0b, Cafe\u0301\nnext line '
    const { records, issues } = map([comment('1', { text: odd }), comment('2', { text: odd })], {
      title: 'cut through a \ud83d',
    })
    expect(of('InteractionEvent', records)[0]?.contribution.fields['content']).toBe(
      'ab, Caf\u00e9\nnext line',
    )
    expect(of('InteractionSession', records)[0]?.contribution.fields['name']).toBe('cut through a')
    expect(issues).toMatchObject([
      { code: 'text_cleaned', severity: 'warning', rowId: '7', rowNumber: 3, permalink: ROW.permalink },
    ])
    expect(issues[0]?.message).toMatch(/^In a comment: /)
  })

  it('an author known by name alone is a user; one of whom nothing is known is none', () => {
    const { records } = map([
      comment('1', { author: { name: 'Guest', email: null } }),
      comment('2', { author: { name: null, email: null } }),
      comment('3', { author: { name: 'Guest', email: null } }),
    ])
    expect(slots('User', records)).toEqual(['1'])
    expect(of('InteractionEvent', records).map(({ contribution }) => contribution.refs.sender)).toEqual([
      '1',
      null,
      '1',
    ])
  })

  it('a comment without text, such as one of a file alone, and a discussion without comments stay', () => {
    const { records } = map([comment('1', { text: '' })], { title: '' })
    expect(records.map(({ contribution }) => contribution.fields)).toMatchObject([
      { name: null },
      { content: null },
      { name: 'Ann Ray' },
    ])
    expect(map([], { title: null }).records).toMatchObject([
      { label: 'InteractionSession', rowModifiedAt: null },
    ])
  })
})
