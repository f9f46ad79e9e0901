import type { Cell } from '../../smartsheet/model.ts'
import type { Defaults, DateOrder } from '../schema.ts'
import { foldText, halfWidth, quoted } from './clean.ts'
import { isWeekday, monthNumber } from './monthNames.ts'
import type { ReadContext, Reader } from './reader.ts'
import { saidText } from './text.ts'

const TIME = String.raw`(?:[T ,]+(\d{1,2})(?::|h)(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap]\.?m\.?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?`
const MARK = String.raw`(-|/|\.\s?)`
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})${MARK}(\d{1,2})\2(\d{1,2})${TIME}$`, 'i')
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})${MARK}(\d{1,2})\2(\d{4}|\d{2})${TIME}$`, 'i')
const DAY_MONTH_NAME = new RegExp(
  String.raw`^(\d{1,2})(?:\.|st|nd|rd|th|er|º)?(?: ?-? ?)(?:de )?(\p{L}{3,})\.?(?: ?-? ?),? ?(?:de )?(\d{4})${TIME}$`,
  'iu',
)
const MONTH_NAME_DAY = new RegExp(
  String.raw`^(\p{L}{3,})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})${TIME}$`,
  'iu',
)
const ARTICLES = new Set(['le', 'el', 'il', 'am', 'den', 'on'])
const FIRST_WORD = /^(\p{L}+(?:-feira)?)\.?,? (?=.*\d)/u

/** A day as ISO 8601: its midnight in UTC, or the time of that day as typed. No zone ever shifts it to another day. */
export const readDate: Reader<string> = (cell, context) =>
  readMoment(cell, context, ({ local }) => `${local}Z`)

/** A point in time as ISO 8601 in UTC; without a zone it is taken as UTC. */
export const readDateTime: Reader<string> = (cell, context) => readMoment(cell, context, inUtc)

/** What a clock and a calendar show, and how far ahead of UTC they are (`+02:00`); null: not said. */
interface Moment {
  local: string
  offset: string | null
}

function readMoment(
  cell: Cell,
  { defaults, report }: ReadContext,
  instant: (moment: Moment) => string | null,
): string | null {
  const text = saidText(cell, report)
  if (text === null) return null
  const kind = cell.value?.kind
  const parsed = kind === 'number' || kind === 'boolean' ? null : parseDate(halfWidth(text), defaults)
  if (parsed === AMBIGUOUS) {
    report('invalid_date', 'Day and month cannot be told apart; set `defaults.dateOrder`.')
    return null
  }
  const read = parsed && instant(parsed)
  if (read === null) report('invalid_date', `${quoted(text)} is not a calendar date.`)
  return read
}

const AMBIGUOUS = Symbol('ambiguous')

function parseDate(text: string, defaults: Defaults): Moment | typeof AMBIGUOUS | null {
  const iso = YEAR_FIRST.exec(text)
  if (iso) return timestamp([iso[1], iso[3], iso[4]], iso.slice(5))
  const numeric = YEAR_LAST.exec(text)
  if (numeric) return numericDate(numeric, defaults)
  const dayFirst = DAY_MONTH_NAME.exec(text)
  if (dayFirst)
    return timestamp([dayFirst[3], monthNumber(dayFirst[2] ?? ''), dayFirst[1]], dayFirst.slice(4))
  const monthFirst = MONTH_NAME_DAY.exec(text)
  if (monthFirst)
    return timestamp([monthFirst[3], monthNumber(monthFirst[1] ?? ''), monthFirst[2]], monthFirst.slice(4))
  const rest = withoutFirstWord(text)
  return rest === null ? null : parseDate(rest, defaults)
}

/** Only a weekday or an article goes: "before 5 March 2024" is no date. */
function withoutFirstWord(text: string): string | null {
  const word = FIRST_WORD.exec(text)
  if (!word) return null
  const known = isWeekday(word[1] ?? '') || ARTICLES.has(foldText(word[1] ?? ''))
  return known ? text.slice(word[0].length) : null
}

type Part = string | undefined

function numericDate(match: RegExpExecArray, defaults: Defaults): Moment | typeof AMBIGUOUS | null {
  const [, first, mark, second, year] = match
  const time = match.slice(5)
  if (year?.length === 2 && defaults.dateOrder === 'ymd')
    return timestamp([fullYear(first), second, year], time)
  const dmy = timestamp([fullYear(year), second, first], time)
  const mdy = timestamp([fullYear(year), first, second], time)
  const order = numericOrder(mark, defaults)
  if (order === 'dmy') return dmy
  if (order === 'mdy') return mdy
  if (dmy !== null && mdy !== null && dmy.local !== mdy.local) return AMBIGUOUS
  return dmy ?? mdy
}

const MONTH_FIRST = new Set(['US', 'PH', 'PR', 'GU', 'AS', 'VI', 'MP', 'UM', 'FM', 'MH', 'PW'])
/** Where both orders are common, or neither is. */
const UNTOLD = new Set(['CA', 'CN', 'JP', 'KR', 'TW'])

/** Dots are written where the day comes first; of the countries that this tells apart, few begin with the month. */
function numericOrder(mark: Part, { dateOrder, country }: Defaults): DateOrder | null {
  if (dateOrder !== undefined && dateOrder !== 'ymd') return dateOrder
  if (mark?.startsWith('.')) return 'dmy'
  if (country === undefined || UNTOLD.has(country)) return null
  return MONTH_FIRST.has(country) ? 'mdy' : 'dmy'
}

const fullYear = (year: Part): Part =>
  year?.length === 2 ? `${Number(year) < 70 ? '20' : '19'}${year}` : year

/** Null unless every part is real: 31 April and 25 o'clock are not. */
function timestamp([year, month, day]: readonly Part[], time: readonly Part[]): Moment | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)]
  const [hour = '0', minute = '0', second = '0', half, zone] = time
  const h = half === undefined ? Number(hour) : twelveHours(Number(hour), half)
  if (!isCalendarDate(y, m, d) || !(h <= 23) || Number(minute) > 59 || Number(second) > 59) return null
  const local = `${pad(y, 4)}-${pad(m)}-${pad(d)}T${pad(h)}:${pad(Number(minute))}:${pad(Number(second))}`
  const offset = offsetOf(zone)
  return offset === undefined ? null : { local, offset }
}

/** `+02:00`; null for none and for UTC, undefined where no zone of this world is that far ahead or behind. */
function offsetOf(zone: Part): string | null | undefined {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '') ?? []
  if (sign === undefined) return null
  const real = Number(minutes) < 60 && Number(hours) * 60 + Number(minutes) <= 14 * 60
  return real ? `${sign}${hours ?? ''}:${minutes ?? ''}` : undefined
}

/** Null where the offset is none, or leads out of the years that can be written. */
function inUtc({ local, offset }: Moment): string | null {
  if (offset === null) return `${local}Z`
  const utc = new Date(`${local}${offset}`)
  const inRange = utc.getUTCFullYear() >= 1 && utc.getUTCFullYear() <= 9999
  return inRange ? utc.toISOString().replace(/\.\d+Z$/, 'Z') : null
}

function twelveHours(hour: number, half: string): number {
  if (hour < 1 || hour > 12) return NaN
  return (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0)
}

function isCalendarDate(year: number, month: number, day: number): boolean {
  if (!(year >= 1000 && month >= 1 && month <= 12 && day >= 1)) return false
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  return day <= days
}

const pad = (value: number, width = 2): string => String(value).padStart(width, '0')
