import { describe, expect, it } from 'vitest'
import { duration, plain, plural, relative } from '../../../src/cli/output/format.ts'
import { logText } from '../../../src/cli/output/logLines.ts'
import { createProgressLine, progressText } from '../../../src/cli/output/progress.ts'

const now = new Date('2026-03-01T10:00:00Z')

describe('what people read', () => {
  it('durations', () => {
    expect([0, 999, 1000, 59_949, 60_000, 245_400].map(duration)).toEqual([
      '0 ms',
      '999 ms',
      '1.0 s',
      '59.9 s',
      '1 min 0 s',
      '4 min 5 s',
    ])
  })

  it('numbers with their thing', () => {
    expect([plural(0, 'row'), plural(1, 'row'), plural(12_345, 'row')]).toEqual([
      '0 rows',
      '1 row',
      '12,345 rows',
    ])
  })

  it.each([
    ['2026-03-01T10:00:00.4Z', 'now'],
    ['2026-03-01T10:43:10Z', 'in 43 min'],
    ['2026-03-01T07:30:00Z', '2 h ago'],
    ['2026-02-20T10:00:00Z', '9 d ago'],
  ])('%s is %s', (time, text) => {
    expect(relative(new Date(time), now)).toBe(text)
  })

  it('stored values, of which false, 0 and nothing stay different', () => {
    expect([null, false, 0, '', 'x', ['a', 'b'], { a: 1 }].map(plain)).toEqual([
      '-',
      'false',
      '0',
      '',
      'x',
      'a, b',
      '{"a":1}',
    ])
  })
})

describe('log lines on a terminal', () => {
  it('are a message with its details on one line', () => {
    const line = JSON.stringify({ level: 40, time: 'x', sheetId: '11', tries: 2, msg: 'reading\nagain' })
    expect(logText(line)).toBe('warning: reading again (sheetId 11, tries 2)')
    expect(logText('{"level":30,"time":"x","msg":"done"}')).toBe('note: done')
  })
})

describe('progress', () => {
  it('shows how far the rows are', () => {
    expect(progressText({ phase: 'reading', rowsRead: 500, rowsTotal: 1000 })).toBe(
      `reading rows ${'█'.repeat(12)}${'░'.repeat(12)} 500 of 1,000`,
    )
    expect(progressText({ phase: 'reading', rowsRead: 0, rowsTotal: null })).toBe('reading rows')
    expect(progressText({ phase: 'merging', rowsRead: 5, rowsTotal: 5 })).toBe('writing the graph')
  })

  it('is drawn over itself, not for every row, and always for a new phase; clear takes it away', () => {
    const written: string[] = []
    let time = 1000
    const line = createProgressLine({ write: (text) => written.push(text), columns: 80 }, 'Sales', () => time)
    line.show({ phase: 'reading', rowsRead: 1, rowsTotal: 100 })
    line.show({ phase: 'reading', rowsRead: 2, rowsTotal: 100 })
    time += 100
    line.show({ phase: 'reading', rowsRead: 3, rowsTotal: 100 })
    line.show({ phase: 'merging', rowsRead: 100, rowsTotal: 100 })
    line.clear()
    line.clear()
    expect(written).toHaveLength(4)
    expect(written.every((text) => text.startsWith('\r\u001b[2K'))).toBe(true)
    expect(written.at(-1)).toBe('\r\u001b[2K')
  })
})
