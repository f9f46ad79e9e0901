import { suggestMapping, type Suggestion } from '../../src/mapping/suggest/suggest.ts'
import { columnsOf, rowsOf, type LabelledSheet } from './labelledSheets.ts'

type ColumnSketch = LabelledSheet['columns'][number]

/** "Title", "Title:TYPE" or "Title:TYPE=value; value"; the first column is the primary one. */
export function sketch(text: string, index: number): ColumnSketch {
  const [, title = '', type = 'TEXT_NUMBER', values = ''] =
    /^([^:=]+)(?::([A-Z_]+))?(?:=(.*))?$/.exec(text) ?? []
  const examples = values === '' ? [] : values.split('; ')
  return { title, type, primary: index === 0, examples, label: null }
}

/** What is suggested for columns written in short. */
export function suggest(...texts: string[]): Suggestion {
  const sheet = { columns: texts.map(sketch) }
  return suggestMapping(columnsOf(sheet), rowsOf(sheet))
}

export const targets = ({ columns }: Suggestion): Record<string, string | null> =>
  Object.fromEntries(columns.map(({ title, target }) => [title, target]))
