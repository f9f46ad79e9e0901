import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Simulator, startSimulator } from '../../simulator/simulator.ts'
import { type Client, createClient } from '../../src/smartsheet/client.ts'
import { isReport, whoAmI } from '../../src/smartsheet/doctor.ts'
import { parsePage, parseVersion } from '../../src/smartsheet/envelope.ts'
import { failing } from '../support/failing.ts'
import { fakeClock } from '../support/fakeClock.ts'
import { memoryBudget } from '../support/memoryBudget.ts'
import type { Answer } from '../support/openapi.ts'
import { RECORDED_FOLDER, RECORDED_PRESENT } from '../support/recorded.ts'
import { recordedAnswers } from '../support/recordedAnswers.ts'

interface Kind {
  name: string
  status: number
  path: RegExp
  /** How the worker takes it; throws where it does not. */
  taken: (answer: Answer, client: Client) => void | Promise<void>
}

const idIn = (url: string): string => /\d{2,}/.exec(url.replace('/2.0/', ''))?.[0] ?? ''

/** What the worker reads, and what it never asks for. */
const KINDS: readonly Kind[] = [
  {
    name: 'a sheet is read as a page of that sheet',
    status: 200,
    path: /^\/sheets\/\d+$/,
    taken({ url, body }) {
      const { sheet, rows } = parsePage(body, idIn(url))
      expect(sheet).toMatchObject({ id: idIn(url), accessLevel: 'OWNER' })
      expect(rows.length).toBeLessThanOrEqual(sheet.totalRowCount)
    },
  },
  {
    name: 'a version is read as a number',
    status: 200,
    path: /^\/sheets\/\d+\/version$/,
    taken: ({ body }) => expect(parseVersion(body)).toBeGreaterThanOrEqual(0),
  },
  {
    name: 'the owner of the key is read',
    status: 200,
    path: /^\/users\/me$/,
    async taken({ body }, client) {
      const { email, firstName, lastName } = body as Record<string, string>
      const account = (body as { account: { name: string } }).account.name
      expect(await whoAmI(client)).toEqual({ email, name: `${firstName ?? ''} ${lastName ?? ''}`, account })
    },
  },
  {
    name: 'a report is refused as one',
    status: 200,
    path: /^\/reports\/\d+$/,
    async taken({ url, body }, client) {
      expect(() => parsePage(body, idIn(url))).toThrow(failing('report_id'))
      expect(await isReport(client, idIn(url))).toBe(true)
    },
  },
  {
    name: 'a sheet that is not there is told as such',
    status: 404,
    path: /^\/sheets\/\d+$/,
    async taken({ url }, client) {
      const path = url.replace('/2.0', '')
      const reading = client.get(path, {}, (body) => parsePage(body, ''))
      await expect(reading).rejects.toThrow(failing('sheet_not_found'))
    },
  },
  {
    name: 'a list, which the worker never asks for, is no sheet',
    status: 200,
    path: /^\/(sheets|reports)$/,
    taken: ({ body }) => expect(() => parsePage(body, '')).toThrow(failing('bad_response')),
  },
]

function kindOf({ url, status }: Answer): Kind | undefined {
  const path = new URL(url, 'http://api.example').pathname.replace(/^\/2\.0/, '')
  return KINDS.find((kind) => kind.status === status && kind.path.test(path))
}

if (!RECORDED_PRESENT) {
  test('left out: the recorded answers are not beside this checkout', () => {
    expect(RECORDED_PRESENT).toBe(false)
  })
} else {
  describe('every recorded answer', () => {
    const recorded = recordedAnswers()
    let simulator: Simulator
    let client: Client

    beforeAll(async () => {
      simulator = await startSimulator()
      await simulator.serveRecordings(RECORDED_FOLDER)
      const { apiKey, baseUrl } = simulator
      const clock = fakeClock()
      const logger = pino({ level: 'silent' })
      client = createClient({ apiKey, baseUrl, budget: memoryBudget(clock), clock, logger })
    })
    afterAll(async () => {
      client.close()
      await simulator.close()
    })

    test('is of a kind that has a rule here', () => {
      expect(recorded.length).toBeGreaterThan(0)
      expect(recorded.filter((answer) => !kindOf(answer)).map(({ name }) => name)).toEqual([])
    })

    describe.each(KINDS.map((kind) => [kind.name, kind] as const))('%s', (_kind, kind) => {
      const ofThisKind = recorded.filter((answer) => kindOf(answer) === kind)

      test('one was recorded', () => expect(ofThisKind.length).toBeGreaterThan(0))
      test.each(ofThisKind.map((answer) => [answer.name, answer] as const))('%s', async (_name, answer) => {
        await kind.taken(answer, client)
      })
    })
  })
}
