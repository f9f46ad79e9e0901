import type { CellInput } from '../../simulator/store/cells.ts'
import type { Json } from '../../src/core/json.ts'

/** The columns of the sheets, in their order; also how scripts name them. */
export const COLUMNS = [
  ...['company', 'reseller', 'domain', 'industry', 'status', 'key', 'person', 'email', 'phone', 'title'],
  ...['city', 'zip', 'deal', 'amount', 'stage', 'close', 'note', 'owner', 'tags', 'size'],
] as const
export type ColumnKey =
  | 'company'
  | 'reseller'
  | 'domain'
  | 'industry'
  | 'status'
  | 'key'
  | 'person'
  | 'email'
  | 'phone'
  | 'title'
  | 'city'
  | 'zip'
  | 'deal'
  | 'amount'
  | 'stage'
  | 'close'
  | 'note'
  | 'owner'
  | 'tags'
  | 'size'

/** What can stand in a cell. Written down here, not computed: the program under test has to read it like this. */
export interface Word {
  /** As scripts show it. */
  shown: string
  /** As the simulator takes it. */
  put: CellInput
  /** What a field that reads the column gets; null: nothing that it could use. */
  means: Json
  /** As a custom field; absent where the cell is blank. */
  custom?: Json
  /** The formula in the cell fails. */
  fails?: true
}

export const BLANK: Word = { shown: 'blank', put: null, means: null }
const FAILS: Word = {
  shown: '#NO MATCH',
  put: { value: '#NO MATCH', formula: '=INDEX(a)' },
  means: null,
  fails: true,
}

const text = (put: string | number, means: Json = put): Word => ({
  shown: JSON.stringify(put),
  put,
  means,
  custom: put,
})

const company = (name: string, folded: string): Word => text(name, { name, folded })

function person(name: string): Word {
  const [first = null, last = null] = name.split(' ')
  return text(name, { name, first, last, folded: name.toLowerCase() })
}

const address = (raw: string): Json => ({
  raw,
  email: raw.endsWith('@') ? null : raw,
  work: !raw.endsWith('@') && !raw.endsWith('@gmail.com'),
})
const email = (typed: string): Word => text(typed, typed.toLowerCase().split('; ').map(address))

const phone = (raw: string, e164: string | null, country: string | null): Word =>
  text(raw, [{ raw, e164, country }])

const money = (typed: string | number, amount: number | null, currency: string | null = null): Word =>
  text(typed, amount === null ? null : { amount, currency })

const status = (name: string, relationship: string, first: string): Word =>
  text(name, { relationship, stage: first })

const stage = (name: string, internal: string): Word => text(name, { name, internal })

function owner(name: string, mail?: string): Word {
  const who = mail === undefined ? { name } : { name, email: mail }
  return {
    shown: mail === undefined ? name : `${name} <${mail}>`,
    put: { contact: who },
    means: { name, email: mail ?? null },
    custom: { name, email: mail ?? null },
  }
}

const tags = (...choices: string[]): Word => ({
  shown: choices.join('+'),
  put: { choices },
  means: choices,
  custom: choices,
})

/**
 * Few words, so that rows are about the same companies and people all the time. The first is a blank cell and the
 * second a formula that fails, in every column: a script that names a word has the same sense in all of them.
 */
export const WORDS: Readonly<Record<ColumnKey, readonly Word[]>> = {
  company: [
    ...[company('Acme', 'acme'), company('ACME Inc.', 'acme')],
    ...[company('Globex', 'globex'), company('Hooli', 'hooli'), text('n/a', null)],
  ],
  reseller: [company('Globex', 'globex'), company('Umbrella', 'umbrella')],
  domain: [text('acme.example'), text('globex.example'), text('hooli.example')],
  industry: [text('Steel'), text('Food')],
  status: [
    status('Customer', 'CUSTOMER', 'ONBOARDING'),
    status('Prospect', 'PROSPECT', 'LEAD'),
    text('?', null),
  ],
  key: [text('K1'), text('K2')],
  person: [person('Ann Lee'), person('ANN LEE'), person('Bob Ray'), person('Cid')],
  email: [
    ...[
      email('ann@acme.example'),
      email('Bob@Globex.example'),
      email('cid@gmail.com'),
      email('dee@gmail.com'),
    ],
    ...[email('cid@gmail.com; ann@acme.example'), email('x@'), text('no address', null)],
  ],
  phone: [
    phone('+1 917 555 0142', '+19175550142', 'US'),
    phone('+49 30 901820', '+4930901820', 'DE'),
    phone('12345', null, null),
  ],
  title: [text('Buyer'), text('Boss')],
  city: [text('Bonn'), text('Rome')],
  zip: [text('53111'), text('00184')],
  deal: [text('Rollout'), text('Pilot')],
  amount: [money(10, 10), money(2.5, 2.5), money('5 EUR', 5, 'EUR'), money('about ten', null)],
  stage: [stage('New', 'OPEN'), stage('Won', 'CLOSED_WON'), stage('Lost', 'CLOSED_LOST')],
  close: [text('2026-09-30', '2026-09-30T00:00:00.000Z'), text('soon', null)],
  note: [text('Called.'), text('Wrote.')],
  owner: [
    ...[owner('Olga Own', 'olga@us.example'), owner('Olga Own'), owner('Pete Own', 'pete@us.example')],
    ...[owner('Quin Own'), owner('Olga Two', 'olga@us.example'), owner('Olga Own', 'own@us.example')],
  ],
  tags: [tags('Hot'), tags('Cold', 'Hot')],
  size: [text(41), text('wide')],
}

/** The word of that number; numbers of words go round. */
export function wordOf(column: ColumnKey, number: number): Word {
  const words = WORDS[column]
  return [BLANK, FAILS][number] ?? words[(number - 2) % words.length] ?? BLANK
}

/** The column of that number among those in use. */
export const columnAt = (columns: readonly ColumnKey[], index: number): ColumnKey =>
  columns[index % columns.length] ?? 'company'

/** The blank, the failing formula and the longest list of words. */
export const MOST_WORDS = 2 + Math.max(...Object.values(WORDS).map((words) => words.length))
