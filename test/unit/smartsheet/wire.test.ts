import nock from 'nock'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { createClient } from '../../../src/smartsheet/client.ts'
import { parseVersion } from '../../../src/smartsheet/envelope.ts'
import { readSheet, readVersion } from '../../../src/smartsheet/read.ts'
import { REGION_BASE_URLS } from '../../../src/smartsheet/regions.ts'
import { fakeClock } from '../../support/fakeClock.ts'
import { memoryBudget } from '../../support/memoryBudget.ts'
import { useNock } from '../../support/wireMocks.ts'

const KEY = 'wire-test-key-8d2f'

useNock()

const clientOf = (baseUrl: string = REGION_BASE_URLS.us) =>
  createClient({
    apiKey: ` ${KEY}\n`,
    baseUrl,
    budget: memoryBudget(fakeClock()),
    clock: fakeClock(),
    logger: pino({ level: 'silent' }),
  })

describe('what goes over the wire', () => {
  it.each(Object.entries(REGION_BASE_URLS))(
    'speaks to the host of region %s, over https',
    async (_, baseUrl) => {
      const { origin } = new URL(baseUrl)
      const scope = nock(origin).get('/2.0/sheets/7/version').reply(200, { version: 3 })
      expect(await readVersion(clientOf(baseUrl), '7')).toBe(3)
      scope.done()
    },
  )

  it('sends the key as a bearer token, trimmed, and says who it is', async () => {
    const scope = nock('https://api.smartsheet.com', {
      reqheaders: {
        authorization: `Bearer ${KEY}`,
        accept: 'application/json',
        'accept-encoding': 'gzip',
        'user-agent': /^smartsheet-sync\/\d/,
      },
    })
      .get('/2.0/sheets/7/version')
      .reply(200, { version: 0 })
    expect(await readVersion(clientOf(), '7')).toBe(0)
    scope.done()
  })

  it('asks for a page with level 2 and one include string, whose commas are what Smartsheet splits at', async () => {
    const scope = nock('https://api.smartsheet.com')
      .get('/2.0/sheets/7')
      .query({ level: '2', include: 'objectValue,rowPermalink,discussions', page: '1', pageSize: '250' })
      .reply(200, {
        id: 7,
        name: 'S',
        version: 1,
        totalRowCount: 0,
        accessLevel: 'VIEWER',
        columns: [{ id: 1, title: 'A', type: 'TEXT_NUMBER', index: 0 }],
        rows: [],
      })
    const sink = { begin: () => Promise.resolve(), page: () => Promise.resolve() }
    await readSheet(clientOf(), '7', { sink, clock: fakeClock(), comments: true, pageSize: 250 })
    scope.done()
  })

  it('W33 does not follow a redirect, least of all with the key to another host', async () => {
    const elsewhere = nock('https://elsewhere.example').get('/').reply(200, { version: 1 })
    nock('https://api.smartsheet.com')
      .get('/2.0/sheets/7/version')
      .reply(302, '', { location: 'https://elsewhere.example/' })
    await expect(
      clientOf().get('/sheets/7/version', {}, parseVersion, { retry: 'never' }),
    ).rejects.toMatchObject({ name: 'ApiFailure' })
    expect(elsewhere.isDone()).toBe(false)
  })
})
