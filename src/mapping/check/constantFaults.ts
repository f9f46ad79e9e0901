import type { Cell, CellValue } from '../../smartsheet/model.ts'
import { CLOSED_LISTS, isListed, type ListedKind } from '../language/closedLists.ts'
import { cellWith } from '../sources.ts'
import { cut, pathText, shown, type Fault, type Path } from '../faults.ts'
import { nearest } from '../nearest.ts'
import type { ConstSource, Defaults, EntityMapping, FieldSource, ValueMap } from '../schema.ts'
import { targetOf, type ValueKind } from '../targets.ts'
import { readCountry } from '../values/country.ts'
import { readDate, readDateTime } from '../values/date.ts'
import { readEmails } from '../values/email.ts'
import { readMoney } from '../values/money.ts'
import { readInteger, readPercent } from '../values/number.ts'
import { readOwner, readPeople } from '../values/people.ts'
import { readPhones } from '../values/phone.ts'
import type { Reader } from '../values/reader.ts'
import { readTags } from '../values/tags.ts'
import { readKey, readName, readText, wordKey } from '../values/text.ts'
import { readDomain, readWebsite } from '../values/website.ts'

/** Without its currency an amount would be another one. */
const readAmount: Reader<unknown> = (cell, context) => {
  const money = readMoney(cell, context)
  return money === null || money.foreign ? null : money
}

/** How each kind is read, as from a cell. */
const READERS: Record<Exclude<ValueKind, ListedKind>, Reader<unknown>> = {
  text: readText,
  name: readName,
  key: readKey,
  domain: readDomain,
  website: readWebsite,
  integer: readInteger,
  money: readAmount,
  percent: readPercent,
  date: readDate,
  dateTime: readDateTime,
  email: readEmails,
  phone: readPhones('WORK'),
  tags: readTags,
  country: readCountry,
  dealStage: readText,
  owner: readOwner,
  people: readPeople,
}
const LISTS: ReadonlySet<ValueKind> = new Set(['email', 'phone', 'tags', 'people'])

/** What is to be said of a constant or a replacement. */
interface Remark extends Fault {
  /** It is used all the same. */
  usable?: true
}

/** Constants and replacements that the target could not use: nobody would hear of it in a run. */
export const valueFaults = (entity: EntityMapping, defaults: Defaults, at: Path): Fault[] =>
  remarks(entity, defaults, at).filter(({ usable }) => !usable)

/** Those that are used, though not as what the target is for: a phone number that is none is kept as typed. */
export const valueHints = (entity: EntityMapping, defaults: Defaults, at: Path): Fault[] =>
  remarks(entity, defaults, at).flatMap(({ usable, path, message }) => (usable ? [{ path, message }] : []))

function remarks(entity: EntityMapping, defaults: Defaults, at: Path): Remark[] {
  return Object.entries<FieldSource | undefined>(entity.fields).flatMap(([target, source]) => {
    if (typeof source !== 'object') return []
    const kind = targetOf(entity.type, target)?.kind ?? 'text'
    const path = [...at, 'fields', target]
    if ('const' in source) return constRemarks(source, kind, defaults, [...path, 'const'])
    return [
      ...Object.entries(source.values ?? {}).flatMap(([word, value]) =>
        value === null || String(value).trim() === ''
          ? []
          : remarksOn(value, kind, defaults, [...path, 'values', word]),
      ),
      ...contradictions(source.values ?? {}, [...path, 'values']),
    ]
  })
}

function constRemarks(
  { const: value }: ConstSource,
  kind: ValueKind,
  defaults: Defaults,
  at: Path,
): Remark[] {
  const path = pathText(at)
  const texts = [value].flat()
  if (texts.every((text) => String(text).trim() === ''))
    return [{ path, message: `${shown(value)} is blank; leave the field out` }]
  if (!Array.isArray(value)) return remarksOn(value, kind, defaults, at)
  if (!LISTS.has(kind)) return [{ path, message: `${shown(value)} is a list; the field takes one value` }]
  return value.flatMap((one, i) => (one.trim() === '' ? [] : remarksOn(one, kind, defaults, [...at, i])))
}

function remarksOn(
  value: string | number | boolean,
  kind: ValueKind,
  defaults: Defaults,
  at: Path,
): Remark[] {
  const path = pathText(at)
  if (isListed(kind)) return choiceFaults(path, value, CLOSED_LISTS[kind])
  if (typeof value === 'boolean' && NOT_TRUE[kind] !== undefined)
    return [{ path, message: `${value} is not ${NOT_TRUE[kind]}` }]
  const reported: string[] = []
  const read = READERS[kind](constCell(value), {
    defaults,
    title: '',
    report: (_code, message) => void reported.push(message),
  })
  const [message = 'It says nothing.'] = reported
  const named = (what: string) => (message.startsWith('"') ? message : `${shown(value)}${what} ${message}`)
  if (read !== null) return reported.length === 0 ? [] : [{ path, message: named(':'), usable: true }]
  return [{ path, message: named(' cannot be used.') }]
}

const NOT_TRUE: Partial<Record<ValueKind, string>> = {
  country: 'a country',
  dealStage: 'a stage; put it in quotes',
  domain: 'an internet domain',
  name: 'a name; put it in quotes',
  owner: 'a person',
  people: 'a person',
  phone: 'a phone number',
  tags: 'a tag',
  text: 'a text; put it in quotes',
  website: 'a web address',
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
