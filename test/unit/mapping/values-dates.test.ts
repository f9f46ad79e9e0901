import { describe, expect, it } from 'vitest'
import { readCell } from './build.ts'

describe('dates', () => {
  it.each([
    [{ objectValue: { objectType: 'DATE', value: '2024-02-29' } }, '2024-02-29T00:00:00Z'],
    ['2024-03-05', '2024-03-05T00:00:00Z'],
    ['5.3.2024', '2024-03-05T00:00:00Z'],
    ['31/12/2024', '2024-12-31T00:00:00Z'],
    ['12/31/24', '2024-12-31T00:00:00Z'],
    ['5/5/2024', '2024-05-05T00:00:00Z'],
    ['5. März 2024', '2024-03-05T00:00:00Z'],
    ['March 5th, 2024', '2024-03-05T00:00:00Z'],
    ['5 de marzo de 2024', '2024-03-05T00:00:00Z'],
    ['05-Mar-2024', '2024-03-05T00:00:00Z'],
    ['2024-03-05T13:45:00', '2024-03-05T13:45:00Z'],
    ['2024-03-05T23:30:00-08:00', '2024-03-05T23:30:00Z'],
    ['31/12/2024 1:30 PM', '2024-12-31T13:30:00Z'],
    ['2024-03-05 00:15', '2024-03-05T00:15:00Z'],
    ['5. 3. 2024', '2024-03-05T00:00:00Z'],
    ['5 Mrz 2024', '2024-03-05T00:00:00Z'],
    ['5. Jänner 2024', '2024-01-05T00:00:00Z'],
    ['1er février 2024', '2024-02-01T00:00:00Z'],
    ['mar 5 mars 2024', '2024-03-05T00:00:00Z'],
    ['Mar 5, 2024', '2024-03-05T00:00:00Z'],
    ['Tue Mar 05 2024', '2024-03-05T00:00:00Z'],
    ['terça-feira, 5 de março de 2024', '2024-03-05T00:00:00Z'],
    ['1º marzo 2024', '2024-03-01T00:00:00Z'],
    ['5 mrt 2024', '2024-03-05T00:00:00Z'],
    ['２０２４-０３-０５', '2024-03-05T00:00:00Z'],
    ['le 5 mars 2024', '2024-03-05T00:00:00Z'],
    ['Le 5 mars 2024', '2024-03-05T00:00:00Z'],
    ['Am 5.3.2024', '2024-03-05T00:00:00Z'],
    ['EL 5 de marzo de 2024', '2024-03-05T00:00:00Z'],
    ['2024-03-05T10:00+14:00', '2024-03-05T10:00:00Z'],
    ['2024-03-05T10:00-0330', '2024-03-05T10:00:00Z'],
  ])('%j is %s', (cell, date) => {
    const { fields, codes } = readCell('opportunity', 'closeDate', cell, { column: 'DATE' })
    expect(fields['estimated_closed_at']).toBe(date)
    expect(codes).toEqual([])
  })

  it('with a time zone is the day as typed for a close date, the point in time for createdAt', () => {
    const zoned = '2024-03-05T23:30:00-08:00'
    expect(readCell('opportunity', 'closedAt', zoned).fields['closed_at']).toBe('2024-03-05T23:30:00Z')
    expect(readCell('opportunity', 'createdAt', zoned).fields['created_at']).toBe('2024-03-06T07:30:00Z')
  })

  it.each([
    ['2024-02-30'],
    ['31.4.2024'],
    ['TBD'],
    ['next week'],
    [45000],
    ['3/4/2024'],
    ['2024-01-01T25:00'],
    ['before 5 March 2024'],
    ['Q3 2025'],
    ['2024-W10-2'],
    ['0000-00-00'],
    ['0001-01-01'],
    ['0024-03-05'],
    ['29 Feb 2023'],
    ['2024-03-05 - 2024-03-09'],
  ])('%j is no date that could be told (R5)', (cell) => {
    const { fields, codes } = readCell('opportunity', 'closeDate', cell)
    expect(fields['estimated_closed_at']).toBeNull()
    expect(codes).toEqual(['invalid_date'])
  })

  it.each([
    ['2024-03-05T10:00+25:00'],
    ['2024-03-05T10:00+14:30'],
    ['2024-03-05 10:00 +02:60'],
    ['5.3.2024 10:00 -9900'],
  ])('%s has an impossible zone, and is neither a day nor a point in time (R5)', (cell) => {
    for (const target of ['closeDate', 'createdAt']) {
      const { fields, codes } = readCell('opportunity', target, cell)
      expect([fields['estimated_closed_at'] ?? fields['created_at'] ?? null, codes]).toEqual([
        null,
        ['invalid_date'],
      ])
    }
  })

  it.each([
    ['dmy', '2024-04-03T00:00:00Z'],
    ['mdy', '2024-03-04T00:00:00Z'],
  ])('3/4/2024 is read by defaults.dateOrder %s', (order, date) => {
    const defaults = `{ dateOrder: ${order} }`
    expect(readCell('opportunity', 'closeDate', '3/4/2024', { defaults }).fields['estimated_closed_at']).toBe(
      date,
    )
  })

  it.each([
    ['DE', '2024-04-03T00:00:00Z'],
    ['GB', '2024-04-03T00:00:00Z'],
    ['US', '2024-03-04T00:00:00Z'],
    ['CA', null],
    ['JP', null],
  ])('3/4/2024 in %s is %s', (country, date) => {
    const defaults = `{ country: ${country} }`
    expect(readCell('opportunity', 'closeDate', '3/4/2024', { defaults }).fields['estimated_closed_at']).toBe(
      date,
    )
  })
})
