import { parseTitle, type Attribute, type Cue, type Parse, type Thing } from './dictionary.ts'
import { TOGETHER, type Field } from './fields.ts'
import { framedThing, unframed } from './frames.ts'
import { WHOLE_TITLES } from './lexicon/wholeTitles.ts'
import { plainTitle } from './title.ts'
import { wordsOf } from './words.ts'

export interface Reading {
  field: Field
  thing: Thing | null
  second: boolean
  /** How well the title says so: 1 in plain words, less with words that had to be passed over. */
  clarity: number
}

const SINGLE = new Set<Attribute>(['full', 'number', 'expected', 'actual', 'desk', 'house'])

/** Attributes that stay what they are beside words nobody knows, because their values speak for themselves. */
const FORGIVING: ReadonlySet<Field> = new Set(['email', 'phone', 'mobile', 'notes'])

/** "Number of contacts" is no contact number. */
const COUNT_OF = /(?:number|no\.?|#)\s+of\b|^#/i

const ADDRESS_PARTS = ['city', 'zip', 'country', 'region', 'province', 'state'] as const

/** In "Address 1: City" the address is only where the city belongs. */
const isPlaceFrame = (attribute: Attribute, all: ReadonlySet<Attribute>): boolean =>
  (attribute === 'address' || attribute === 'street') && ADDRESS_PARTS.some((part) => all.has(part))

/** An id or amount bears an unknown word only where the title also says of what it is: "Apollo contact id". */
const forgives = (field: Field, thing: Thing | null): boolean =>
  FORGIVING.has(field) || ((field === 'id' || field === 'amount') && thing !== null)

/** "Cognome e nome", but not "Name (first)". */
const BOTH = /\p{L}\s+(?:e|et|y|und|en|and)\s+\p{L}|\p{L}\s*[&+,/]\s*\p{L}/iu

const OF = /\b(?:de|del|de la|du|des|do|da|di|della|dell|na|en|der|vom|im|beim|bei|van|bij)\b/i

/** In "Company contact" the last word tells, in "Contacto de la empresa" the first; a lead or customer is either. */
function thingOf(title: string, things: readonly Thing[]): Thing | null {
  const clear = things.filter((thing) => thing === 'company' || thing === 'contact')
  if (clear.length === 0 && things.includes('customer')) return 'customer'
  const from = clear.length > 0 ? clear : things
  return (OF.test(title) ? from[0] : from.at(-1)) ?? null
}

function fieldOf(title: string, parse: Parse, thing: Thing | null): Field | null {
  const { attributes } = parse
  const said = unframed(
    [...attributes].filter((a) => !isPlaceFrame(a, attributes)),
    thing,
  )
  if (said.length === 0) return thing === null ? null : 'name'
  const together = TOGETHER[[...said].sort().join(' ')]
  if ((together === 'firstName' || together === 'lastName') && said.length > 1 && BOTH.test(title))
    return 'fullName'
  if (together) return together
  if (said.length > 1) return null
  const [only] = said
  if (only === 'number') return thing !== null && thing !== 'activity' && !COUNT_OF.test(title) ? 'id' : null
  return only === undefined || SINGLE.has(only) ? null : (only as Field)
}

function read(title: string, parse: Parse): Reading | null {
  const aboutNotes = parse.attributes.size === 1 && parse.attributes.has('notes')
  if (parse.foreign && !aboutNotes) return null
  const thing = framedThing(parse, thingOf(title, parse.things))
  let field = fieldOf(title, parse, thing)
  if (thing === 'contact' && field === 'date') field = 'lastContact'
  // "Fee %" is no sum.
  if (field === 'amount' && title.includes('%')) return null
  if (field === null || (parse.unknown > 0 && !forgives(field, thing))) return null
  // "Quote no" and "Project ID" are ids of what is sold.
  const sold = parse.attributes.has('amount') || parse.attributes.has('project')
  if (field === 'id' && thing === null && sold) return { field, thing: 'deal', second: false, clarity: 0.95 }
  const clarity = parse.unknown > 0 || parse.foreign ? 0.6 : parse.compound ? 0.96 : 1
  // A lead consultant leads; who owns a lead owns what the sheet is about.
  const about = field === 'owner' && thing === 'lead' ? null : thing
  return { field, thing: about, second: parse.second, clarity }
}

export interface TitleReading {
  reading: Reading | null
  /** The title speaks of something that is known not to have a place in the graph. */
  foreign: boolean
  /** What its words say one by one, where they do not make a reading together. */
  attributes: ReadonlySet<Attribute>
  things: readonly Thing[]
  cues: ReadonlySet<Cue>
  /** How many of its words nobody knows. */
  unknown: number
}

/** Not how many employees a company has, but one of ours. */
const ONE_EMPLOYEE =
  /^(?:employee(?!.*(?:count|size|range|number|total|band))|empleado|trabajador|funcion[aá]rio|colaborador|salari[eé]|employ[eé]|collaborateur|dipendente|collaboratore|werknemer|medewerker)(?!\p{L})/iu
const NO_WORDS: ReadonlySet<Attribute> = new Set()

/** A remark in brackets that nobody understands is passed over. */
function bracketless(title: string, parse: Parse): Reading | null {
  const reading = read(title, parse)
  const bare = title.replace(/\s*[([{][^)\]}]*[)\]}]/g, '')
  if (parse.foreign || bare === title || (reading?.clarity ?? 0) >= 0.9) return reading
  const without = read(bare, parseTitle(bare))
  return without ? { ...without, clarity: Math.min(without.clarity, 0.9) } : reading
}

/** What a title says. */
export function readTitle(title: string): TitleReading {
  if (ONE_EMPLOYEE.test(title))
    return {
      reading: null,
      foreign: true,
      attributes: NO_WORDS,
      things: [],
      cues: new Set(['other']),
      unknown: 0,
    }
  const plain = plainTitle(title)
  const parse = parseTitle(plain)
  const { foreign, attributes, things, cues, unknown } = parse
  const whole = WHOLE_TITLES.get(wordsOf(plain).join(' '))
  const reading = whole ? { second: false, clarity: 0.9, ...whole } : bracketless(plain, parse)
  return { reading, foreign: foreign && !whole, attributes, things, cues, unknown }
}
