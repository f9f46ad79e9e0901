import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseBody } from '../../../src/smartsheet/body.ts'
import { parsePage, parseVersion } from '../../../src/smartsheet/envelope.ts'
import { type Row } from '../../../src/smartsheet/model.ts'
import { decodeRow } from '../../../src/smartsheet/row.ts'

const folder = join(import.meta.dirname, '../../../../shared/fixtures/recorded')
const present = existsSync(folder)

function bodyOf(file: string): unknown {
  const recorded = parseBody(readFileSync(join(folder, file)))
  const { response } = recorded as { response: { body: unknown } }
  return response.body
}

function decodeSheet(file: string, sheetId: string) {
  const oddities: string[] = []
  const { sheet, rows } = parsePage(bodyOf(file), sheetId)
  const columns = new Map(sheet.columns.map((column) => [column.id, column]))
  const decoded = rows.map((row, i) =>
    decodeRow(row, i + 1, { columns, note: (oddity) => oddities.push(oddity) }),
  )
  return { sheet, rows: decoded, oddities }
}

/** By column title, as the text of the value. */
const cellsOf = (row: Row | undefined, titles: ReadonlyMap<string, string>) =>
  Object.fromEntries([...(row?.cells ?? [])].map(([id, cell]) => [titles.get(id), cell.value]))

if (!present) {
  test('left out: the recorded answers are not beside this checkout', () => {
    expect(present).toBe(false)
  })
} else {
  describe('recorded answers of the real API', () => {
    const sheets = readdirSync(folder).filter(
      (file) => /^get-(sheet|source-sheet)-/.test(file) && !/404|version/.test(file),
    )

    test.each(sheets)('%s decodes without an oddity', (file) => {
      const { sheet, rows, oddities } = decodeSheet(file, '4312824539121540')
      expect(sheet.columns.length).toBeGreaterThan(5)
      expect(rows.length).toBeLessThanOrEqual(sheet.totalRowCount)
      expect(oddities).toEqual([])
    })

    test('the version is 0, which is a version', () => {
      expect(parseVersion(bodyOf('get-sheet-version-dedicated-endpoint.json'))).toBe(0)
    })

    test('the contacts sheet keeps dates, numbers, unticked boxes and choices apart', () => {
      const { sheet, rows } = decodeSheet('us-contacts-sheet-level-2.json', '7719639380715396')
      const titles = new Map(sheet.columns.map(({ id, title }) => [id, title]))
      expect(cellsOf(rows[0], titles)).toMatchObject({
        'Full Name': { kind: 'text', value: 'Bob Lee' },
        'Email address': { kind: 'text', value: 'bob.lee@acme.com' },
        'Number of children': { kind: 'number', value: 2 },
        Maintains: { kind: 'list' },
        'Birth date': { kind: 'date' },
        Married: { kind: 'boolean' },
      })
      expect(rows.map((row) => cellsOf(row, titles)['Married'])).toContainEqual({
        kind: 'boolean',
        value: false,
      })
    })

    test('E19 a recorded report is refused as a report', () => {
      expect(() => parsePage(bodyOf('get-report-bare.json'), '7840186690045828')).toThrow(
        expect.objectContaining({ code: 'report_id' }),
      )
    })
  })
}
