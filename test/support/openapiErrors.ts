import type { Finding } from './openapi.ts'

/** Where Smartsheet's OpenAPI document is not what the API answers. */
export interface KnownError {
  operations: readonly string[]
  /** Places in the answer, as findings name them. */
  where: readonly string[]
  what: string
  document: string
  wire: string
  /** Which answers show it: `simulator` where no recorded one does, so that the error is only likely. */
  seen: 'recorded' | 'simulator'
}

const SHEET = '/sheets/{sheetId}'
const REPORT = '/reports/{reportId}'
const COLUMNS = '/sheets/{sheetId}/columns'
const COLUMN = '/sheets/{sheetId}/columns/{columnId}'
const ROW = '/sheets/{sheetId}/rows/{rowId}'
const NOT_DESCRIBED = 'not described'

const OBJECT_VALUE = 'rows/*/cells/*/objectValue'

const within = (place: string, ...members: readonly string[]): string[] =>
  members.map((member) => `${place}/${member}`)

export const KNOWN_ERRORS: readonly KnownError[] = [
  {
    operations: ['/users/me'],
    where: ['alternateEmails'],
    what: 'must be object',
    document: 'one alternate email',
    wire: 'a list of them',
    seen: 'recorded',
  },
  {
    operations: ['/users/me'],
    where: within('profileImage', 'height', 'width'),
    what: 'must be string',
    document: 'sizes of an image as text',
    wire: 'numbers',
    seen: 'recorded',
  },
  {
    operations: [SHEET, REPORT],
    where: ['rows/*/parentId'],
    what: NOT_DESCRIBED,
    document: 'a row without parentId, although it has siblingId',
    wire: 'parentId in each child row',
    seen: 'recorded',
  },
  {
    operations: [SHEET],
    where: ['rows/*/permalink'],
    what: NOT_DESCRIBED,
    document: 'permaLink',
    wire: 'permalink, as in every other object',
    seen: 'simulator',
  },
  {
    operations: [SHEET],
    where: [OBJECT_VALUE],
    what: 'must be object',
    document: 'an object, whatever the column',
    wire: 'the bare text, number or boolean where the value has no structure',
    seen: 'recorded',
  },
  {
    operations: [SHEET],
    where: within(OBJECT_VALUE, 'value', 'values'),
    what: NOT_DESCRIBED,
    document: 'objectType only',
    wire: 'value of a date, values of a list',
    seen: 'recorded',
  },
  {
    operations: [SHEET],
    where: within(OBJECT_VALUE, 'name', 'email', 'negative', 'elapsed', 'weeks', 'days', 'predecessors'),
    what: NOT_DESCRIBED,
    document: 'objectType only; durations and predecessors are described beside it, contacts nowhere',
    wire: 'the members of a contact, a duration, a list of predecessors',
    seen: 'simulator',
  },
  {
    operations: [REPORT],
    where: [
      'columns/*/virtualId',
      'columns/*/sheetNameColumn',
      'rows/*/cells/*/virtualColumnId',
      'rows/*/dataModifiedAt',
    ],
    what: NOT_DESCRIBED,
    document: 'columns, rows and cells as in a sheet; ReportColumn and ReportCell are described and not used',
    wire: 'members of a report in each of them',
    seen: 'recorded',
  },
  {
    operations: [REPORT],
    where: [OBJECT_VALUE],
    what: 'must be object',
    document: 'as in a sheet: an object, whatever the column',
    wire: 'as in a sheet: the bare value where it has no structure',
    seen: 'simulator',
  },
  {
    operations: [REPORT],
    where: within(
      OBJECT_VALUE,
      ...['value', 'values', 'name', 'email', 'negative', 'elapsed', 'weeks', 'days', 'predecessors'],
    ),
    what: NOT_DESCRIBED,
    document: 'as in a sheet: objectType only',
    wire: 'as in a sheet: the members of each type',
    seen: 'simulator',
  },
  {
    operations: [COLUMNS],
    where: within(
      'data/*',
      ...['version', 'primary', 'width', 'options', 'contactOptions', 'formula', 'hidden', 'format'],
      ...['systemColumnType', 'autoNumberFormat'],
    ),
    what: NOT_DESCRIBED,
    document: 'six members of a column; Column describes them all and is not used',
    wire: 'the columns of the sheet read',
    seen: 'simulator',
  },
  {
    operations: [COLUMN],
    where: ['version', 'primary', 'width'],
    what: NOT_DESCRIBED,
    document: 'six members of a column; Column describes them all and is not used',
    wire: 'the column of the sheet read',
    seen: 'simulator',
  },
  {
    operations: [ROW],
    where: [
      ...['parentId', 'siblingId', 'permalink', 'version', 'accessLevel', 'discussions', 'columns'],
      ...within('cells/*', 'objectValue', 'formula'),
    ],
    what: NOT_DESCRIBED,
    document: 'seven members of a row and four of a cell; Row and Cell describe more and are not used',
    wire: 'the row of the sheet read, with what `include` asks for',
    seen: 'simulator',
  },
  {
    operations: [
      ...[COLUMNS, COLUMN, ROW, `${ROW}/discussions`],
      ...[`${SHEET}/discussions`, `${SHEET}/discussions/{discussionId}`],
    ],
    where: [''],
    what: 'status 404 is not described',
    document: 'success only; other operations describe an error for every other status',
    wire: 'the same error everywhere',
    seen: 'simulator',
  },
]

export const errorKey = ({ operation, where, what }: Omit<Finding, 'answer'>): string =>
  `${operation} ${where}: ${what}`

/** The findings that an error stands for: one for each place of each operation. */
export const keysOf = ({ operations, where, what }: KnownError): string[] =>
  operations.flatMap((operation) => where.map((place) => errorKey({ operation, where: place, what })))
