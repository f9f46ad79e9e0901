import { badParameter, unknownParameter } from './errors.ts'

/** The query of one request, checked as it is read. Names and values are case-sensitive, as in the real API. */
export interface Query {
  text(name: string): string | undefined
  /** A whole number, at least `least`. */
  number(name: string, least: number): number | undefined
  flag(name: string): boolean
  /** A comma list; a word outside `known` is refused. */
  words<T extends string>(name: string, known: readonly T[]): ReadonlySet<T>
  /** A comma list of numbers; undefined when the parameter is not there. */
  numbers(name: string): ReadonlySet<number> | undefined
  /** An ISO 8601 time in milliseconds. */
  time(name: string): number | undefined
}

/**
 * Refuses a parameter that the endpoint does not know. The array forms (`include[]=a`, or a name given
 * twice) are passed over in silence, which is how the real API treats them.
 */
export function readQuery(params: URLSearchParams, known: readonly string[]): Query {
  const values = new Map<string, string>()
  for (const name of new Set(params.keys())) {
    const plain = name.replace(/\[\d*\]$/, '')
    if (!known.includes(plain)) throw unknownParameter(plain)
    const [value, ...more] = params.getAll(name)
    if (plain === name && value !== undefined && more.length === 0) values.set(name, value)
  }
  const text = (name: string): string | undefined => values.get(name)
  return {
    text,
    number: (name, least) => parse(name, text(name), (value) => wholeNumber(value, least)),
    flag: (name) => parse(name, text(name), flag) ?? false,
    words: (name, words) => new Set(listOf(text(name)).map((word) => knownWord(name, word, words))),
    numbers(name) {
      const value = text(name)
      if (value === undefined) return undefined
      return new Set(listOf(value).map((one) => parse(name, one, (each) => wholeNumber(each, 0)) ?? 0))
    },
    time: (name) => parse(name, text(name), isoTime),
  }
}

function parse<T>(
  name: string,
  value: string | undefined,
  read: (value: string) => T | undefined,
): T | undefined {
  if (value === undefined) return undefined
  const result = read(value)
  if (result === undefined) throw badParameter(name, value)
  return result
}

function listOf(value: string | undefined): string[] {
  return (value ?? '').split(',').filter((part) => part !== '')
}

function knownWord<T extends string>(name: string, word: string, words: readonly T[]): T {
  const found = words.find((each) => each === word)
  if (found === undefined) throw badParameter(name, word)
  return found
}

function wholeNumber(value: string, least: number): number | undefined {
  return /^-?\d+$/.test(value) && Number(value) >= least ? Number(value) : undefined
}

function flag(value: string): boolean | undefined {
  return value === 'true' || value === 'false' ? value === 'true' : undefined
}

function isoTime(value: string): number | undefined {
  const time = /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : NaN
  return Number.isNaN(time) ? undefined : time
}
