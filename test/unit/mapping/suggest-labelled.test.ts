import { describe, expect, it } from 'vitest'
import { halfOf, judge, labelledSheets, scoreOf } from '../../support/labelledSheets.ts'

const sheets = labelledSheets()
const judged = judge(sheets, true)

describe('labelled headers of real spreadsheets', () => {
  it('at least 90 % of the columns are right at first choice, with and without values', () => {
    for (const each of [judged, judge(sheets, false)]) {
      const { columns, right, labelled, labelledRight } = scoreOf(each)
      expect(right / columns).toBeGreaterThanOrEqual(0.9)
      expect(labelledRight / labelled).toBeGreaterThanOrEqual(0.9)
    }
  })

  it('so are those of the half that the synonyms were not first written for', () => {
    const { columns, right } = scoreOf(judged.filter(({ sheet }) => halfOf(sheet) === 'measured'))
    expect(right / columns).toBeGreaterThanOrEqual(0.9)
  })

  it('at most 1 % are wrong with a confidence over 0.9', () => {
    const { columns, surelyWrong } = scoreOf(judged)
    expect(surelyWrong / columns).toBeLessThanOrEqual(0.01)
  })

  it.each([true, false])('so are those that were labelled later (with values: %s)', (withValues) => {
    const later = judge(labelledSheets('headers-later'), withValues)
    const { columns, right, labelled, labelledRight, surelyWrong } = scoreOf(later)
    expect(right / columns).toBeGreaterThanOrEqual(0.95)
    expect(labelledRight / labelled).toBeGreaterThanOrEqual(0.9)
    expect(surelyWrong / columns).toBeLessThanOrEqual(0.01)
    expect(
      later.filter(({ sheet, suggestion }) => sheet.kind === 'none' && suggestion.target !== null),
    ).toEqual([])
  })

  it('sheets that are no CRM map to nothing', () => {
    const targets = judged.filter(
      ({ sheet, suggestion }) => sheet.kind === 'none' && suggestion.target !== null,
    )
    expect(targets).toEqual([])
  })
})
