import { describe, expect, it } from 'vitest'
import { renderCsv } from '../../../src/cli/output/csv.ts'

describe('renderCsv', () => {
  it('quotes what has to be quoted', () => {
    expect(renderCsv([['a', 1, null, 'x,y', 'say "hi"', 'two\nlines', "it's"]])).toBe(
      'a,1,,"x,y","say ""hi""","two\nlines",it\'s\r\n',
    )
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '  =HYPERLINK("https://x")', '\n=1'])(
    'a spreadsheet does not run %j',
    (text) => {
      expect(renderCsv([[text]])).toMatch(/^"?'/)
    },
  )

  it('leaves numbers that are numbers alone', () => {
    expect(renderCsv([[-5]])).toBe('-5\r\n')
  })
})
