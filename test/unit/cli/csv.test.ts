import { describe, expect, it } from 'vitest'
import { csvOf } from '../../../src/cli/commands/issues.ts'
import { renderCsv } from '../../../src/cli/output/csv.ts'
import type { StoredIssue } from '../../../src/runs/model.ts'

const SIGNS = ['=', '+', '-', '@', '＝', '＋', '－', '＠']
/** What spreadsheets skip, drop or do not show. */
const UNSEEN = ['', ' ', '\t', '\r', '\n', '\u00a0', '\ufeff', '\u200b', '\u202e', '\u0000', '"', "'", ' "']

/** The cells of one record as a spreadsheet reads them, where `separator` parts them. */
function cellsOf(csv: string, separator: string): string[] {
  const cells: string[] = []
  let cell = ''
  let quoted = false
  let fresh = true
  for (let i = 0; i < csv.length; i++) {
    const char = csv.charAt(i)
    if (quoted && char === '"') {
      if (csv.charAt(i + 1) === '"') cell += csv.charAt(i++)
      else quoted = false
    } else if (!quoted && fresh && char === '"') quoted = true
    else if (!quoted && (char === separator || char === '\r' || char === '\n')) {
      cells.push(cell)
      cell = ''
      fresh = true
      continue
    } else cell += char
    fresh = false
  }
  return [...cells, cell]
}

describe('renderCsv', () => {
  it('quotes what has to be quoted', () => {
    expect(renderCsv([['a', 1, null, 'x,y', 'say "hi"', 'two\nlines', "it's"]])).toBe(
      'a,1,,"x,y","say ""hi""","two\nlines",it\'s\r\n',
    )
  })

  it('leaves numbers that are numbers alone, and signs within a text', () => {
    expect(renderCsv([[-5, 'a=b', 'bob@acme.com', 'x - y']])).toBe('-5,a=b,bob@acme.com,x - y\r\n')
  })

  const formulas = SIGNS.flatMap((sign) => UNSEEN.map((unseen) => `${unseen}${sign}cmd|' /c calc'!A1`))
  const inside = [',', ';', '\t', '\r\n', '\n', '|'].flatMap((part) =>
    formulas.map((formula) => `x${part}${formula}`),
  )
  const starts = new RegExp(`^[\\s\\p{Cc}\\p{Cf}"'\`]*[${SIGNS.join('').replace('-', '\\-')}]`, 'u')

  it.each([',', ';', '\t', '|'])('no spreadsheet that parts cells by %j runs a text', (separator) => {
    for (const text of [...formulas, ...inside]) {
      const csv = renderCsv([['first', text, 'last']])
      const run = cellsOf(csv, separator).filter((cell) => starts.test(cell) && !cell.startsWith("'"))
      expect([text, csv, run]).toEqual([text, csv, []])
    }
  })

  it.each(['\tx', '\rx'])('%j is guarded, too', (text) => {
    expect(renderCsv([[text]])).toMatch(/^"?'/)
  })
})

describe('issues as CSV', () => {
  const evil = '=HYPERLINK("https://x.example")'
  const issue: StoredIssue = {
    severity: 'warning',
    code: evil,
    message: `${evil} is no\r\nnumber`,
    rowId: evil,
    rowNumber: 3,
    columnId: evil,
    columnTitle: evil,
    valueExcerpt: ` ${evil}`,
    permalink: evil,
  }

  it('are guarded in every column, one line each, and say their titles first', () => {
    const [titles, record, ...rest] = csvOf([issue]).split('\r\n')
    expect(titles).toBe(
      'row_number,row_id,column_title,column_id,severity,code,message,value_excerpt,permalink',
    )
    const cells = cellsOf(record?.trimEnd() ?? '', ',')
    expect(cells).toHaveLength(9)
    expect(cells.filter((cell) => /^\s*=/.test(cell))).toEqual([])
    expect(cells[6]).toBe(`'${evil} is no number`)
    // The line end that the terminal adds completes the last record.
    expect(rest).toEqual([])
    expect(record?.endsWith('\r')).toBe(true)
  })
})
