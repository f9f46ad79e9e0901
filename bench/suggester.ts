import {
  calibrationOf,
  halfOf,
  judge,
  labelledSheets,
  scoreOf,
  type Judged,
} from '../test/support/labelledSheets.ts'

const print = (line: string): void => void process.stdout.write(`${line}\n`)
const percent = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`

function printScore(name: string, judged: readonly Judged[]): void {
  const { columns, right, labelled, labelledRight, surelyWrong } = scoreOf(judged)
  print(
    `${name.padEnd(26)} right ${percent(right, columns)} of ${columns} columns, ` +
      `${percent(labelledRight, labelled)} of ${labelled} with a target; ` +
      `wrong with confidence over 0.9: ${surelyWrong} (${percent(surelyWrong, columns)})`,
  )
}

const only = process.argv.includes('--tuned') ? 'tuned' : null
const sheets = labelledSheets().filter((sheet) => only === null || halfOf(sheet) === only)
const judged = judge(sheets, true)

printScore('all', judged)
for (const half of ['tuned', 'measured'] as const)
  printScore(
    half,
    judged.filter(({ sheet }) => halfOf(sheet) === half),
  )
printScore('all, without any values', judge(sheets, false))
const later = only === null ? judge(labelledSheets('headers-later'), true) : []
printScore('labelled later', later)
print('')
for (const kind of new Set(sheets.map((sheet) => sheet.kind)))
  printScore(
    kind,
    judged.filter(({ sheet }) => sheet.kind === kind),
  )
print('\nRight of the columns with a suggested target, by confidence (with and without values):')
for (const { above, columns, right } of calibrationOf([...judged, ...judge(sheets, false)]))
  print(`  above ${above.toFixed(2)}: ${percent(right, columns)} of ${columns}`)
print('\nWrong (sheet, title, suggested, expected, confidence):')
for (const { sheet, suggestion, expected, right } of [...judged, ...later])
  if (!right)
    print(
      `  ${sheet.id}: ${JSON.stringify(suggestion.title)} -> ${suggestion.target ?? 'custom field'}, ` +
        `expected ${expected ?? 'custom field'} (${suggestion.confidence.toFixed(2)})`,
    )
