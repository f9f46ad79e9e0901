import type { Cell, CellValue } from '../../smartsheet/model.ts'
import { CLOSED_LISTS } from '../language/closedLists.ts'
import { cellWith } from '../sources.ts'
import { cut, pathText, shown, type Fault, type Path } from '../faults.ts'
import { nearest } from '../nearest.ts'
import type { ConstSource, Defaults, EntityMapping, FieldSource, ValueMap } from '../schema.ts'
import { targetOf, type ValueKind } from '../targets.ts'
import { countryCode } from '../values/country.ts'
import { readDate } from '../values/date.ts'
import { readEmails } from '../values/email.ts'
import { readMoney } from '../values/money.ts'
import { readInteger, readPercent } from '../values/number.ts'
import { readPhones } from '../values/phone.ts'
import type { Reader } from '../values/reader.ts'
import { cellText, readKey, wordKey } from '../values/text.ts'
import { readWebsite } from '../values/website.ts'

const readCountry: Reader<string> = (cell, { report }) => {
  const text = cellText(cell)
  if (text !== null && countryCode(text) === null) report('unknown_choice', 'No country is known by that.')
  return text
}

/** How the kinds that are not any text are read, as from a cell. */
const READERS: Partial<Record<ValueKind, Reader<unknown>>> = {
  website: readWebsite,
  integer: readInteger,
  money: readMoney,
  percent: readPercent,
  date: readDate,
  dateTime: readDate,
  email: readEmails,
  phone: readPhones('WORK'),
  country: readCountry,
  key: readKey,
}
const LISTS: ReadonlySet<ValueKind> = new Set(['email', 'phone', 'tags', 'people'])

/** Constants and replacements that the target could not use: nobody would hear of it in a run. */
export function valueFaults(entity: EntityMapping, defaults: Defaults, at: Path): Fault[] {
  return Object.entries<FieldSource | undefined>(entity.fields).flatMap(([target, source]) => {
    if (typeof source !== 'object') return []
    const kind = targetOf(entity.type, target)?.kind ?? 'text'
    const path = [...at, 'fields', target]
    if ('const' in source) return constFaults(source, kind, defaults, [...path, 'const'])
    return [
      ...Object.entries(source.values ?? {}).flatMap(([word, value]) =>
        value === null || value === '' ? [] : faultsOf(value, kind, defaults, [...path, 'values', word]),
      ),
      ...contradictions(source.values ?? {}, [...path, 'values']),
    ]
  })
}

function constFaults({ const: value }: ConstSource, kind: ValueKind, defaults: Defaults, at: Path): Fault[] {
  const path = pathText(at)
  const texts = [value].flat()
  if (texts.every((text) => String(text).trim() === ''))
    return [{ path, message: `${shown(value)} is blank; leave the field out` }]
  if (!Array.isArray(value)) return faultsOf(value, kind, defaults, at)
  if (!LISTS.has(kind)) return [{ path, message: `${shown(value)} is a list; the field takes one value` }]
  return value.flatMap((one, i) => faultsOf(one, kind, defaults, [...at, i]))
}

function faultsOf(value: string | number | boolean, kind: ValueKind, defaults: Defaults, at: Path): Fault[] {
  const path = pathText(at)
  const allowed = CLOSED_LISTS[kind]
  if (allowed !== undefined) return choiceFaults(path, value, allowed)
  if (typeof value === 'boolean' && NOT_TRUE[kind] !== undefined)
    return [{ path, message: `${value} is not ${NOT_TRUE[kind]}` }]
  const reported: string[] = []
  READERS[kind]?.(constCell(value), {
    defaults,
    title: '',
    report: (_code, message) => void reported.push(message),
  })
  const [message] = reported
  if (message === undefined) return []
  return [{ path, message: message.startsWith('"') ? message : `${shown(value)} cannot be used. ${message}` }]
}

const NOT_TRUE: Partial<Record<ValueKind, string>> = {
  country: 'a country',
  owner: 'a person',
  people: 'a person',
  phone: 'a phone number',
  tags: 'a tag',
}

function constCell(value: string | number | boolean): Cell {
  const kinds: Record<string, CellValue> = {
    number: { kind: 'number', value: Number(value) },
    boolean: { kind: 'boolean', value: value === true },
    string: { kind: 'text', value: String(value) },
  }
  return cellWith(kinds[typeof value] ?? { kind: 'text', value: String(value) })
}

/** "A" and "a" are the same text of a cell: it cannot mean two things. */
function contradictions(values: ValueMap, at: Path): Fault[] {
  const seen = new Map<string, [word: string, value: unknown]>()
  return Object.entries(values).flatMap(([word, value]): Fault[] => {
    const key = wordKey(word)
    const before = seen.get(key)
    seen.set(key, [word, value])
    return before === undefined || before[1] === value
      ? []
      : [
          {
            path: pathText([...at, word]),
            message: `"${cut(before[0])}" is the same text, as case does not matter, and means something else`,
          },
        ]
  })
}

/** A fault where the choice is none of the allowed words. */
export function choiceFaults(path: string, choice: unknown, allowed: readonly string[]): Fault[] {
  const text = String(choice)
  if (allowed.includes(text)) return []
  const near = nearest(text, allowed)
  const meant = near === null ? '.' : `; did you mean ${near}?`
  return [{ path, message: `"${cut(text)}" is not allowed${meant} Allowed: ${allowed.join(', ')}` }]
}
