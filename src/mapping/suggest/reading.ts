import { parseTitle, type Attribute, type Cue, type Parse, type Thing } from './dictionary.ts'
import { framedThing, unframed, type Frame } from './frames.ts'

/** What a column holds, whatever it is about; `resolve.ts` decides of which entity. */
export type Field =
  | Exclude<Attribute, 'full' | 'number' | 'expected' | 'actual' | 'close' | 'closed' | Frame | 'house'>
  | 'fullName'
  | 'closeDate'
  | 'expectedClose'
  | 'closedAt'
  | 'ownerId'

export interface Reading {
  field: Field
  thing: Thing | null
  second: boolean
  /** How well the title says so: 1 in plain words, less with words that had to be passed over. */
  clarity: number
}

/** Sets of attributes (sorted, joined by a space) that mean a field together. Single ones mean themselves. */
const TOGETHER: Readonly<Record<string, Field>> = {
  full: 'fullName',
  'full name': 'fullName',
  'firstName lastName': 'fullName',
  'firstName lastName name': 'fullName',
  'firstName name': 'firstName',
  'lastName name': 'lastName',
  'name prefix': 'prefix',
  'job title': 'job',
  'job name': 'job',
  'name title': 'title',
  'address email': 'email',
  'amount email': 'email',
  'amount phone': 'phone',
  'amount website': 'website',
  'city zip': 'city',
  'city region': 'city',
  'city state': 'city',
  'employees owner': 'owner',
  'url website': 'website',
  'email id': 'email',
  'email phone': 'email',
  'number phone': 'phone',
  'mobile number': 'mobile',
  'mobile phone': 'mobile',
  'mobile number phone': 'mobile',
  'address website': 'website',
  'domain website': 'website',
  'domain name': 'domain',
  'domain email': 'domain',
  'employees number': 'employees',
  'employees size': 'employees',
  'industry type': 'industry',
  'industry name': 'industry',
  'address full': 'address',
  'address phone': 'phone',
  'address street': 'street',
  'address house': 'street',
  'house street': 'street',
  'house number street': 'street',
  'name street': 'street',
  'number street': 'street',
  'city name': 'city',
  'region state': 'region',
  'code zip': 'zip',
  'number zip': 'zip',
  'code country': 'country',
  'country name': 'country',
  'country region': 'country',
  'amount expected': 'amount',
  'actual amount': 'amount',
  'amount close': 'amount',
  'amount closed': 'amount',
  'amount size': 'amount',
  'amount currency': 'currency',
  'code currency': 'currency',
  'close probability': 'probability',
  'name stage': 'stage',
  'id stage': 'stage',
  'stage status': 'stage',
  'name status': 'status',
  'close date': 'closeDate',
  close: 'closeDate',
  'close expected': 'expectedClose',
  'close date expected': 'expectedClose',
  'closed date expected': 'expectedClose',
  'closed expected': 'expectedClose',
  'actual close date': 'closedAt',
  'actual close': 'closedAt',
  'actual closed date': 'closedAt',
  'closed date': 'closedAt',
  closed: 'closedAt',
  'created date': 'created',
  'date lastContact': 'lastContact',
  'name owner': 'owner',
  'full name owner': 'owner',
  'email owner': 'owner',
  'id owner': 'ownerId',
  'number owner': 'ownerId',
  'code owner': 'ownerId',
  'description subject': 'description',
  'description notes': 'notes',
  'description name': 'description',
  'next notes': 'notes',
  'relationship type': 'relationship',
  'relationship status': 'relationship',
  'category type': 'type',
  'id number': 'id',
  'code id': 'id',
  'name tag': 'tag',
  offerNumber: 'id',
  switchboard: 'phone',
  'description lastContact': 'notes',
  'lastContact notes': 'notes',
  'name project': 'project',
  'project title': 'project',
}

const SINGLE = new Set<Attribute>(['full', 'number', 'expected', 'actual', 'desk', 'house'])

/** Attributes that stay what they are beside words nobody knows, because their values speak for themselves. */
const FORGIVING: ReadonlySet<Field> = new Set(['email', 'phone', 'mobile', 'notes'])

/** "Number of contacts" is no contact number. */
const COUNT_OF = /(?:number|no\.?|#)\s+of\b|^#/i

const ADDRESS_PARTS = ['city', 'zip', 'country', 'region', 'state'] as const

/** In "Address 1: City" the address is only where the city belongs. */
const isPlaceFrame = (attribute: Attribute, all: ReadonlySet<Attribute>): boolean =>
  (attribute === 'address' || attribute === 'street') && ADDRESS_PARTS.some((part) => all.has(part))

/** An id or amount bears an unknown word only where the title also says of what it is: "Apollo contact id". */
const forgives = (field: Field, thing: Thing | null): boolean =>
  FORGIVING.has(field) || ((field === 'id' || field === 'amount') && thing !== null)

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
  if (field === null || (parse.unknown > 0 && !forgives(field, thing))) return null
  const clarity = parse.unknown > 0 || parse.foreign ? 0.6 : parse.compound ? 0.96 : 1
  return { field, thing, second: parse.second, clarity }
}

export interface TitleReading {
  reading: Reading | null
  /** The title speaks of something that is known not to have a place in the graph. */
  foreign: boolean
  cues: ReadonlySet<Cue>
}

/** Not how many employees a company has, but one of ours. */
const ONE_EMPLOYEE =
  /^(?:employee(?!.*(?:count|size|range|number|total|band))|empleado|trabajador|funcion[aá]rio|colaborador|salari[eé]|employ[eé]|collaborateur|dipendente|collaboratore|werknemer|medewerker)(?!\p{L})/iu

/** What a title says; a remark in brackets that nobody understands is passed over. */
export function readTitle(title: string): TitleReading {
  if (ONE_EMPLOYEE.test(title)) return { reading: null, foreign: true, cues: new Set(['other']) }
  const parse = parseTitle(title)
  let reading = read(title, parse)
  const bare = title.replace(/\s*[([{][^)\]}]*[)\]}]/g, '')
  if (!parse.foreign && bare !== title && (reading?.clarity ?? 0) < 0.9) {
    const without = read(bare, parseTitle(bare))
    if (without) reading = { ...without, clarity: Math.min(without.clarity, 0.9) }
  }
  return { reading, foreign: parse.foreign, cues: parse.cues }
}
