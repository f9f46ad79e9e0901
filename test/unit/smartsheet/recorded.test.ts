import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseBody } from '../../../src/smartsheet/body.ts'
import { parsePage, parseVersion } from '../../../src/smartsheet/envelope.ts'
import type { CellValue, Row } from '../../../src/smartsheet/model.ts'
import { decodeRow } from '../../../src/smartsheet/row.ts'
import { RECORDED_FOLDER as folder, RECORDED_PRESENT as present } from '../../support/recorded.ts'

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

/** The values of a row by column title. */
const cellsOf = (row: Row, titles: ReadonlyMap<string, string>): Map<string, CellValue | null> =>
  new Map([...row.cells].map(([id, cell]) => [titles.get(id) ?? id, cell.value]))

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
      const [bob, alice, charlie] = rows.map((row) => cellsOf(row, titles))
      expect(bob?.has('Birth date')).toBe(false)
      expect(alice?.has('Married')).toBe(false)
      expect(charlie).toEqual(
        new Map<string, CellValue>([
          ['Full Name', { kind: 'text', value: 'Charlie Brown' }],
          ['Email address', { kind: 'text', value: 'charlie.brown@acme.com' }],
          ['Company', { kind: 'text', value: 'ACME' }],
          ['Number of children', { kind: 'number', value: 1 }],
          ['Maintains', { kind: 'list', value: ['nornir', 'napalm', 'netmiko'] }],
          ['Birth date', { kind: 'date', value: '1990-01-01' }],
          ['Married', { kind: 'boolean', value: false }],
        ]),
      )
    })

    test('E19 a recorded report is refused as a report', () => {
      expect(() => parsePage(bodyOf('get-report-bare.json'), '7840186690045828')).toThrow(
        expect.objectContaining({ code: 'report_id' }),
      )
    })
  })
}
