import type { Thing } from '../dictionary.ts'
import type { Field } from '../fields.ts'

interface Meaning {
  field: Field
  thing: Thing | null
}

const says = (field: Field, thing: Thing | null = null): Meaning => ({ field, thing })

/** What stands over the column for all the rest. */
const MISCELLANEOUS = [
  ...['info', 'information', 'informazioni', 'informacion', 'informacao', 'informacoe', 'informatie'],
  ...[
    'sonstige',
    'weitere',
    'weitere info',
    'autre',
    'autre info',
    'autre information',
    'diver',
    'com',
    'comm',
  ],
  ...['otro', 'vario', 'outro', 'altro', 'altre info', 'varie', 'overig', 'overige', 'overige info', 'extra'],
]

/** Words that mean this only where they are the whole title: "Business", but not "Business phone". */
export const WHOLE_TITLES: ReadonlyMap<string, Meaning> = new Map([
  ['business', says('name', 'company')],
  ['co', says('name', 'company')],
  ['biz', says('name', 'company')],
  ['mls #', says('id', 'deal')],
  ['mls no', says('id', 'deal')],
  ['mls number', says('id', 'deal')],
  ['mls id', says('id', 'deal')],
  ['list price', says('amount')],
  ['org', says('name', 'company')],
  ['company contact', says('name', 'contact')],
  ['who', says('name', 'contact')],
  ['with', says('name', 'contact')],
  ['st', says('state')],
  ['where', says('address')],
  // "Bill to", "Ship to", "Based in"
  ['bill', says('address')],
  ['ship', says('address')],
  ['based', says('address')],
  ['when', says('date')],
  ['contact #', says('phone', 'contact')],
  ['#', says('rowNumber')],
  ['no', says('rowNumber')],
  ['nr', says('rowNumber')],
  ['number', says('rowNumber')],
  ['latest', says('notes')],
  ['news', says('notes')],
  ['progress', says('notes')],
  ['working', says('owner')],
  ['ref', says('rowNumber')],
  ['reference', says('rowNumber')],
  ...MISCELLANEOUS.map((word) => [word, says('notes')] as const),
  ...['qui', 'quien', 'quem', 'chi', 'wer', 'wie', 'door'].map((word) => [word, says('owner')] as const),
  ...['actividad', 'attivita', 'attivita svolta'].map((word) => [word, says('industry')] as const),
  ...['actie', 'actiepunt', 'aktion'].map((word) => [word, says('next')] as const),
  ['kan', says('probability')],
  ['kans', says('probability')],
  ...['codigo', 'cod', 'codice', 'referencia', 'referenz', 'riferimento', 'referentie', 'clave'].map(
    (word) => [word, says('rowNumber')] as const,
  ),
])
