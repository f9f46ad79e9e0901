import { foldText } from './clean.ts'
import { NAME_LANGUAGES } from './languages.ts'

type Style = 'long' | 'short'

/** What people write beside the names and abbreviations that the languages' own rules give. */
const MORE_MONTHS = {
  '1': 'jänner jaenner',
  '2': 'feber feb fev',
  '3': 'mrz mär maerz mar marz',
  '9': 'sept set setiembre',
  '10': 'okt oct',
  '12': 'dez dec dic',
} as const

let months: ReadonlyMap<string, string> | undefined
let weekdays: ReadonlySet<string> | undefined

/** The number of a month by its name, long or short, in the languages of the corpus. */
export function monthNumber(name: string): string | undefined {
  months ??= new Map([
    ...named(12, (at) => Date.UTC(2024, at, 15), 'month').map(
      ([name, at]) => [name, String(at + 1)] as const,
    ),
    ...Object.entries(MORE_MONTHS).flatMap(([month, names]) =>
      names.split(' ').map((name) => [foldText(name), month] as const),
    ),
  ])
  return months.get(foldText(name))
}

/** "Tuesday", "Di", "mardi": says nothing that the date does not. */
export function isWeekday(name: string): boolean {
  weekdays ??= new Set(named(7, (at) => Date.UTC(2024, 0, 1 + at), 'weekday').map(([name]) => name))
  return weekdays.has(foldText(name))
}

function named(count: number, at: (index: number) => number, part: 'month' | 'weekday'): [string, number][] {
  const styles: readonly Style[] = ['long', 'short']
  return NAME_LANGUAGES.flatMap((language) =>
    styles.flatMap((style) => {
      const format = new Intl.DateTimeFormat(language, { [part]: style, timeZone: 'UTC' })
      return Array.from({ length: count }, (_, i): [string, number] => [foldText(format.format(at(i))), i])
    }),
  )
}
