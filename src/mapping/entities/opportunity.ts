import { isKept, type FieldReader, type Reading } from '../fieldReader.ts'
import { FOREIGN, readCurrency } from '../values/currency.ts'
import { readDate, readDateTime } from '../values/date.ts'
import { internalStageOf, type InternalStage } from '../values/dealStage.ts'
import { readMoney, type Money } from '../values/money.ts'
import { readPercent } from '../values/number.ts'
import { readText, saidText } from '../values/text.ts'
import type { Defaults } from '../schema.ts'
import { finished, newDraft, put, putCommon, putTexts, type Draft } from './draft.ts'

const TEXTS = { name: 'name', type: 'external_type', nextSteps: 'next_steps', notes: 'general_notes' }

export function opportunityDraft(reader: FieldReader, defaults: Defaults): Draft | null {
  const draft = newDraft('Opportunity', 'deal')
  putTexts(draft, reader, TEXTS)
  const money = reader.read('amount', readMoney)
  const amount = part(money, ({ amount }) => amount)
  put(draft, 'amount', amount)
  put(draft, 'max_amount', amount)
  put(draft, 'currency', currencyOfDeal(money, reader, defaults))
  put(draft, 'likelihood_rate', reader.read('likelihoodRate', readPercent))
  put(draft, 'created_at', reader.read('createdAt', readDateTime))
  const stage = reader.read('stage', readText)
  const internal = part(stage, (text) => internalStageOf(text, reader.entity.stages))
  put(draft, 'external_stage', stage)
  put(draft, 'internal_stage', internal)
  putDates(draft, reader, internal)
  putCommon(draft, reader)
  return finished(draft, reader)
}

/**
 * The mapped currency, else the one that stands with the amount, else the mapping's default. Where the mapped
 * column says something that cannot be read, no other is put in its place.
 */
function currencyOfDeal(money: Reading<Money>, reader: FieldReader, defaults: Defaults): Reading<string> {
  const typed = { unread: false }
  const mapped = reader.read('currency', (cell, context) => {
    const currency = readCurrency(cell, context)
    typed.unread = currency === null && (cell.value?.kind === 'other' || saidText(cell) !== null)
    return currency
  })
  if (mapped === FOREIGN) return null
  if (typed.unread || mapped != null) return mapped
  if (isKept(money)) return mapped === undefined ? money : mapped
  if (money == null) return money === undefined ? mapped : null
  if (money.foreign) return null
  return money.currency ?? defaults.currency ?? null
}

/** The close date is when a deal was closed once it is won or lost, unless the sheet says otherwise. */
function putDates(draft: Draft, reader: FieldReader, stage: Reading<InternalStage>): void {
  const expected = reader.read('closeDate', readDate)
  const actual = reader.read('closedAt', readDate)
  put(draft, 'estimated_closed_at', expected)
  put(draft, 'closed_at', actual ?? closedWithStage(stage, expected, actual))
}

function closedWithStage(
  stage: Reading<InternalStage>,
  expected: Reading<string>,
  actual: null | undefined,
): Reading<string> {
  if (expected === undefined || stage === undefined) return actual
  if (isKept(stage)) return stage
  return stage === 'CLOSED_WON' || stage === 'CLOSED_LOST' ? expected : null
}

function part<T extends object | string, P>(reading: Reading<T>, take: (value: T) => P): Reading<P> {
  return reading === null || reading === undefined || isKept(reading) ? reading : take(reading)
}
