import { beforeAll, describe, expect, test } from 'vitest'
import type { JsonObject } from '../../simulator/store/model.ts'
import { SERVED, servedAnswers } from '../support/contractStage.ts'
import { type Answer, type Finding, loadContract, OPENAPI_PRESENT } from '../support/openapi.ts'
import { errorKey, keysOf, KNOWN_ERRORS } from '../support/openapiErrors.ts'
import { RECORDED_PRESENT } from '../support/recorded.ts'
import { recordedAnswers } from '../support/recordedAnswers.ts'
import { membersAlwaysThere, missingIn, type Told } from '../support/recordedMembers.ts'

/** A sheet or another answer, to be spoilt. */
type Mutable = Record<string, unknown> & { rows: [JsonObject] }

interface Mutation {
  title: string
  of: string
  change: (body: Mutable) => void
  expected: string
}

const SHEET = '/sheets/{sheetId}'

/** The document requires no member of any answer: what is missing is seen only beside the recorded answers. */
const MUTATIONS: readonly Mutation[] = [
  {
    title: 'the version of a sheet is an object',
    of: 'a sheet as it is read',
    change: (body) => (body['version'] = {}),
    expected: `${SHEET} version: must be number`,
  },
  {
    title: 'the version alone is text',
    of: 'a version',
    change: (body) => (body['version'] = '3'),
    expected: `${SHEET}/version version: must be number`,
  },
  {
    title: 'the rows are an object',
    of: 'a sheet, bare',
    change: (body) => Object.assign(body, { rows: {} }),
    expected: `${SHEET} rows: must be array`,
  },
  {
    title: 'the id of a row is text',
    of: 'a sheet as it is read',
    change: ({ rows: [row] }) => (row['id'] = '17'),
    expected: `${SHEET} rows/*/id: must be number`,
  },
  {
    title: 'a row has no id',
    of: 'a sheet as it is read',
    change: ({ rows: [row] }) => delete row['id'],
    expected: `missing ${SHEET} 200 /rows/*/id`,
  },
  {
    title: 'a row has a member that is nowhere described',
    of: 'a sheet as it is read',
    change: ({ rows: [row] }) => (row['colour'] = 'red'),
    expected: `${SHEET} rows/*/colour: not described`,
  },
  {
    title: 'a time is none',
    of: 'a sheet as it is read',
    change: ({ rows: [row] }) => (row['modifiedAt'] = 'yesterday'),
    expected: `${SHEET} rows/*/modifiedAt: must match exactly one schema in oneOf`,
  },
  {
    title: 'the access level is another word',
    of: 'a sheet, bare',
    change: (body) => (body['accessLevel'] = 'BOSS'),
    expected: `${SHEET} accessLevel: must be equal to one of the allowed values`,
  },
  {
    title: 'the code of an error is text',
    of: '404 to a sheet that is not there',
    change: (body) => (body['errorCode'] = '1006'),
    expected: `${SHEET} errorCode: must be number`,
  },
]

const partsOf = ({ body }: Answer, member: string): JsonObject[] =>
  (body as JsonObject)[member] as JsonObject[]

const present = OPENAPI_PRESENT && RECORDED_PRESENT

if (!present) {
  test("left out: Smartsheet's OpenAPI document or the recorded answers are not beside this checkout", () => {
    expect(present).toBe(false)
  })
} else {
  describe("Smartsheet's OpenAPI document", () => {
    const contract = loadContract()
    const recorded = recordedAnswers()
    const known = new Set(KNOWN_ERRORS.flatMap(keysOf))
    let served: Map<string, Answer>

    beforeAll(async () => {
      served = await servedAnswers()
    })

    const surprises = (answer: Answer): Finding[] =>
      contract.check(answer).filter((finding) => !known.has(errorKey(finding)))
    const foundIn = (answers: Iterable<Answer>): Set<string> =>
      new Set([...answers].flatMap((answer) => contract.check(answer)).map(errorKey))
    const answerTo = (name: string): Answer => {
      const answer = served.get(name)
      if (!answer) throw new Error(`nothing was asked for "${name}"`)
      return answer
    }
    const told = ({ url, status, body }: Answer): Told => ({
      operation: `${contract.operationOf(url) ?? url} ${status}`,
      body,
    })
    // Only one report was recorded: what is always in it may still be its own.
    const always = membersAlwaysThere(
      recorded.filter(({ url }) => !url.startsWith('/2.0/reports/')).map(told),
    )

    const byName = recorded.map((answer) => [answer.name, answer] as const)
    test.each(byName)('describes the recorded %s, but for known errors', (_name, answer) => {
      expect(surprises(answer)).toEqual([])
    })

    test.each(SERVED)('describes what the simulator answers: %s', (name) => {
      const answer = answerTo(name)
      expect(answer.status).toBe(Number(/^4\d\d/.exec(name)?.[0] ?? 200))
      expect(surprises(answer)).toEqual([])
    })

    test('the simulator leaves out nothing that every recorded answer has', () => {
      // An unchanged sheet is its version alone, of which there is no recording.
      const full = [...served.values()].filter(({ url }) => !url.includes('ifVersionAfter'))
      expect(full.flatMap((answer) => missingIn(told(answer), always))).toEqual([])
    })

    test('describes parts of answers where it does not use its own description of them', () => {
      const columns = partsOf(answerTo('the columns of a sheet'), 'data')
      const ofReport = partsOf(answerTo('a report'), 'columns')
      const values = partsOf(answerTo('a sheet as it is read'), 'rows')
        .flatMap(({ cells }) => cells as JsonObject[])
        .flatMap(({ objectValue }) => objectValue ?? [])
      const valuesOf = (type: string): unknown[] =>
        values.filter((value) => (value as JsonObject)['objectType'] === type)
      const parts: [string, unknown[]][] = [
        ['Column', columns],
        ['ReportColumn', ofReport],
        ['Duration', valuesOf('DURATION')],
        ['PredecessorList', valuesOf('PREDECESSOR_LIST')],
      ]
      for (const [schema, found] of parts) {
        expect(found.length).toBeGreaterThan(0)
        expect(found.flatMap((part) => contract.checkPart(schema, schema, part))).toEqual([])
      }
    })

    test('every known error of it is needed by a recorded answer', () => {
      const found = foundIn(recorded)
      const claimed = KNOWN_ERRORS.filter(({ seen }) => seen === 'recorded').flatMap(keysOf)
      expect(claimed.filter((key) => !found.has(key))).toEqual([])
    })

    test('every error that only the simulator shows is needed by it, and by no recorded answer', () => {
      const claimed = KNOWN_ERRORS.filter(({ seen }) => seen === 'simulator').flatMap(keysOf)
      const found = foundIn(served.values())
      expect(claimed.filter((key) => !found.has(key))).toEqual([])
      const foundRecorded = foundIn(recorded)
      expect(claimed.filter((key) => foundRecorded.has(key))).toEqual([])
    })

    const byTitle = MUTATIONS.map((mutation) => [mutation.title, mutation] as const)
    test.each(byTitle)('no answer passes where %s', (_title, { of, change, expected }) => {
      const answer = structuredClone(answerTo(of))
      change(answer.body as Mutable)
      expect(surprises(answer).map(errorKey)).toEqual(expected.startsWith('missing') ? [] : [expected])
      const missing = missingIn(told(answer), always).map((place) => `missing ${place}`)
      expect(missing).toEqual(expected.startsWith('missing') ? [expected] : [])
    })
  })
}
