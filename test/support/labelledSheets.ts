import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { suggestMapping, type ColumnSuggestion } from '../../src/mapping/suggest/suggest.ts'
import type { CellValue, Column, Row } from '../../src/smartsheet/model.ts'

const labelledSheet = z.object({
  id: z.string(),
  kind: z.string(),
  language: z.string(),
  columns: z.array(
    z.object({
      title: z.string(),
      type: z.string(),
      primary: z.boolean().optional(),
      examples: z.array(z.string()),
      label: z.union([z.string(), z.array(z.string()), z.null()]),
    }),
  ),
})
export type LabelledSheet = z.infer<typeof labelledSheet>

/**
 * Real column headers with the target that people gave them; `headers-later` were labelled when the suggester was
 * done, by somebody who had not seen it. All values are invented.
 */
export const labelledSheets = (file: 'headers' | 'headers-later' = 'headers'): LabelledSheet[] =>
  z
    .array(labelledSheet)
    .parse(JSON.parse(readFileSync(new URL(`../fixtures/${file}.json`, import.meta.url), 'utf8')))

/** Synonyms and rules were tuned on the one half; the other was measured before anybody looked into it. */
export const halfOf = ({ id }: LabelledSheet): 'tuned' | 'measured' =>
  (createHash('sha256').update(id).digest()[0] ?? 0) % 2 === 0 ? 'tuned' : 'measured'

function valueOf(text: string, type: string): CellValue {
  if (type === 'CHECKBOX') return { kind: 'boolean', value: text === 'true' }
  if (type === 'MULTI_PICKLIST') return { kind: 'list', value: text.split(';') }
  if (type === 'CONTACT_LIST')
    return {
      kind: 'contact',
      value: text.includes('@') ? { name: null, email: text } : { name: text, email: null },
    }
  if (/^-?\d+(?:\.\d+)?$/.test(text) && !/^0\d/.test(text)) return { kind: 'number', value: Number(text) }
  return { kind: 'text', value: text }
}

export function columnsOf(sheet: Pick<LabelledSheet, 'columns'>): Column[] {
  return sheet.columns.map(({ title, type, primary, examples }, index) => ({
    id: String(index + 1),
    title,
    type,
    version: 0,
    index,
    primary: primary ?? false,
    hidden: false,
    systemColumnType: type === 'AUTO_NUMBER' ? type : null,
    symbol: null,
    options: type === 'PICKLIST' ? examples : [],
  }))
}

export function rowsOf(sheet: Pick<LabelledSheet, 'columns'>): Row[] {
  const count = Math.max(0, ...sheet.columns.map(({ examples }) => examples.length))
  return Array.from({ length: count }, (_, row) => ({
    id: String(1000 + row),
    rowNumber: row + 1,
    parentId: null,
    permalink: null,
    createdAt: null,
    modifiedAt: null,
    cells: new Map(
      sheet.columns.flatMap(({ examples, type }, index) => {
        const text = examples[row]
        if (text === undefined || text === '') return []
        const columnId = String(index + 1)
        const plain = { display: text, formulaError: null, hyperlink: null, image: false, flattened: false }
        return [[columnId, { columnId, value: valueOf(text, type), ...plain }] as const]
      }),
    ),
  }))
}

export interface Judged {
  sheet: LabelledSheet
  suggestion: ColumnSuggestion
  expected: string | null
  right: boolean
}

/** Every column of the sheets with what was suggested for it. */
export function judge(sheets: readonly LabelledSheet[], withValues: boolean): Judged[] {
  return sheets.flatMap((sheet) => {
    const { columns } = suggestMapping(columnsOf(sheet), withValues ? rowsOf(sheet) : [])
    return columns.map((suggestion, index) => {
      const label = sheet.columns[index]?.label ?? null
      const right = Array.isArray(label)
        ? suggestion.target !== null && label.includes(suggestion.target)
        : label === suggestion.target
      return { sheet, suggestion, expected: Array.isArray(label) ? label.join(' or ') : label, right }
    })
  })
}

export interface Band {
  /** Confidences above this, up to the next band's. */
  above: number
  columns: number
  right: number
}

/** How often the columns that were given a target are right, by how sure the suggestion was. */
export function calibrationOf(judged: readonly Judged[]): Band[] {
  const bands = [0.95, 0.9, 0.85, 0.75, 0.65, 0].map((above) => ({ above, columns: 0, right: 0 }))
  for (const { suggestion, right } of judged) {
    if (suggestion.target === null) continue
    const band = bands.find(({ above }) => suggestion.confidence > above)
    if (!band) continue
    band.columns++
    band.right += Number(right)
  }
  return bands
}

export interface Score {
  columns: number
  right: number
  /** Columns whose label is a target, and how many of them are right. */
  labelled: number
  labelledRight: number
  surelyWrong: number
}

export function scoreOf(judged: readonly Judged[]): Score {
  const labelled = judged.filter(({ expected }) => expected !== null)
  return {
    columns: judged.length,
    right: judged.filter(({ right }) => right).length,
    labelled: labelled.length,
    labelledRight: labelled.filter(({ right }) => right).length,
    surelyWrong: judged.filter(({ right, suggestion }) => !right && suggestion.confidence > 0.9).length,
  }
}
