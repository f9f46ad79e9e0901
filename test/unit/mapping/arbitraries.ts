import fc from 'fast-check'
import { columnsOf, type RawCell } from './build.ts'

export const TYPES = [
  'TEXT_NUMBER',
  'CHECKBOX',
  'DATE',
  'DATETIME',
  'ABSTRACT_DATETIME',
  'DURATION',
  'PREDECESSOR',
  'CONTACT_LIST',
  'MULTI_CONTACT_LIST',
  'PICKLIST',
  'MULTI_PICKLIST',
  'SOMETHING_NEW',
]
/** C0 to C13, of every type there is and one more. */
export const COLUMNS = columnsOf(
  Object.fromEntries(Array.from({ length: 14 }, (_, i) => [`C${i}`, TYPES[i % 12] ?? ''])),
)

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
    .map((units) => String.fromCharCode(...units)),
  fc.emailAddress(),
  fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })).map((parts) => parts.join('@')),
  fc.webUrl(),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.stringMatching(/^[$€£]?[-+(]?\d{1,8}[.,' ]?\d{0,4}[.,]?\d{0,3}[)%kM€]?$/),
  fc.stringMatching(/^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$/),
  fc.constantFrom(
    '#REF',
    '1e999',
    '__proto__',
    'Won',
    'Customer',
    'Lee, Bob',
    ' ',
    'a@b',
    'NaN',
    'Infinity',
    '٣٤',
    '½',
    '１２',
  ),
)
const scalar = fc.oneof(text, fc.double(), fc.integer(), fc.boolean(), fc.constant(null))
const member = fc.record(
  { objectType: fc.constant('CONTACT'), name: scalar, email: scalar },
  { requiredKeys: [] },
)
const objectValue = fc.oneof(
  fc.jsonValue(),
  fc.record({
    objectType: fc.constantFrom('DATE', 'DATETIME', 'ABSTRACT_DATETIME', 'DURATION', 'NEW'),
    value: scalar,
  }),
  member,
  fc.record({
    objectType: fc.constantFrom('MULTI_CONTACT', 'MULTI_PICKLIST'),
    values: fc.array(fc.oneof(member, scalar)),
  }),
)
/** A cell as the API could send it, and as it never would. */
export const rawCell: fc.Arbitrary<RawCell> = fc.oneof(
  scalar.map((value) => ({ value })),
  fc.record(
    {
      value: fc.oneof(scalar, fc.jsonValue()),
      displayValue: fc.oneof(text, fc.jsonValue()),
      objectValue,
      formula: fc.constant('=A1'),
      hyperlink: fc.oneof(fc.record({ url: text }), fc.jsonValue()),
      image: fc.jsonValue(),
    },
    { requiredKeys: [] },
  ),
)
/** Cells by title, from plausible to absurd. */
export const cells = fc.dictionary(fc.constantFrom(...COLUMNS.map((column) => column.title)), rawCell, {
  maxKeys: 14,
})
