import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { oneLine } from '../../../src/core/oneLine.ts'
import { fit, renderTable } from '../../../src/cli/output/table.ts'

const COLUMNS = [{ title: 'ID', whole: true }, { title: 'NAME' }, { title: 'N', align: 'right' }] as const
const ROWS = [
  ['7719639380715396', 'A company with a very long name indeed, and more of it', '5'],
  ['1', '株式会社サンプル', '12'],
]

describe('renderTable', () => {
  it('puts columns side by side, numbers to the right, no blanks at the end of a line', () => {
    expect(
      renderTable(
        COLUMNS,
        [
          ['1', 'Ann', '5'],
          ['22', 'Bo', ''],
        ],
        null,
      ),
    ).toBe(['ID  NAME  N', '1   Ann   5', '22  Bo'].join('\n'))
  })

  it('is as wide as it likes where nothing limits it', () => {
    expect(renderTable(COLUMNS, ROWS, null)).toContain('and more of it')
  })

  it.each([30, 40, 60, 200])('fits into %d columns, and ids stay whole', (width) => {
    const lines = renderTable(COLUMNS, ROWS, width).split('\n')
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width)
    expect(lines[1]).toContain('7719639380715396')
  })

  it('leaves out what can be spared where the rest would be cut too short, and nothing sooner', () => {
    const columns = [
      { title: 'NAME' },
      { title: 'EVERY', spare: true },
      { title: 'STATUS' },
      { title: 'TOOK', spare: true },
    ]
    const rows = [['A long name of a sheet', '6 h', 'succeeded', '812 ms']]
    const titles = (width: number) => renderTable(columns, rows, width).split('\n')[0]?.split(/ +/)
    expect(titles(50)).toEqual(['NAME', 'EVERY', 'STATUS', 'TOOK'])
    expect(titles(36)).toEqual(['NAME', 'EVERY', 'STATUS'])
    expect(titles(24)).toEqual(['NAME', 'STATUS'])
    expect(titles(5)).toEqual(['NAME', 'STATUS'])
  })

  it('takes more rows than a call takes arguments', () => {
    const rows = Array.from({ length: 200_000 }, () => ['1', 'x', '2'])
    expect(renderTable(COLUMNS, rows, 40)).toHaveLength(200_001 * 'ID  NAME  N\n'.length - 1)
  })

  it('counts wide characters as the two columns that they take', () => {
    expect(fit('株式会社', 8)).toBe('株式会社')
    expect(fit('株式会社', 6)).toBe('株式…')
  })

  it('does not cut a character in half', () => {
    expect(fit('👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 3)).toBe('👩‍👩‍👧‍👦…')
  })

  it('a cell cannot send commands to the terminal, nor break the line', () => {
    expect(oneLine('a\u001b[31mred\nnext\ttab\u0000\u202eb\u2028c')).toBe('a [31mred next tab b c')
  })
})
