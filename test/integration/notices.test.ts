import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createLogger } from '../../src/core/logger.ts'
import { deliverNotices, type NoticeParts } from '../../src/scheduler/notices.ts'
import { createWebhook } from '../../src/scheduler/webhook.ts'
import { createTestDatabase } from '../support/database.ts'
import { fakeClock } from '../support/fakeClock.ts'
import { type Receiver, startReceiver } from '../support/receiver.ts'

const db = await createTestDatabase()
afterAll(() => db.drop())

const SECRET = `whsec_${Buffer.alloc(24, 5).toString('base64')}`
const CONNECTION = '00000000-0000-4000-8000-000000000001'
let receiver: Receiver
let lines: Record<string, unknown>[]
let parts: NoticeParts
let clock = fakeClock()

beforeAll(async () => {
  receiver = await startReceiver()
})
afterAll(() => receiver.close())
beforeEach(async () => {
  await db.pool.query('truncate sync.notice')
  clock = fakeClock(new Date().toISOString())
  lines = []
  const write = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>)
  const send = createWebhook({ url: receiver.url, secret: SECRET })
  parts = { pool: db.pool, clock, logger: createLogger('info', { write }), send }
})
afterEach(() => {
  receiver.received.length = 0
  receiver.answer((response) => void response.writeHead(204).end())
})

interface Row {
  state?: string
  connection?: string
  secondsAgo?: number
}
async function notice({ state = 'needs_attention', connection = CONNECTION, secondsAgo = 0 }: Row = {}) {
  const at = new Date(clock.now().getTime() - secondsAgo * 1_000)
  await db.pool.query(
    `insert into sync.notice (tenant, connection_id, sheet_id, sheet_name, run_id, old_state, new_state, error_code,
       message, created_at, next_attempt_at)
     values ('acme', $1, '11', 'Sales', gen_random_uuid(), 'active', $2, 'key_invalid', 'The key is wrong.', $3, $3)`,
    [connection, state, at],
  )
}
const deliver = () => deliverNotices(parts)
const types = () => receiver.received.map(({ body }) => (JSON.parse(body) as { type: string }).type)
const said = () => lines.map(({ msg }) => msg)
const stored = async () =>
  (
    await db.pool.query<{ attempts: number; delivered: boolean; waiting: boolean }>(
      `select attempts, delivered_at is not null as delivered, next_attempt_at is not null as waiting
       from sync.notice order by created_at`,
    )
  ).rows

describe('a notice', () => {
  it('R18 is logged and sent once, signed as Standard Webhooks are, however many replicas deliver', async () => {
    await notice()
    await Promise.all([deliver(), deliver(), deliver(), deliver(), deliver()])
    expect(receiver.received).toHaveLength(1)
    const [{ headers, body } = { headers: {}, body: '' }] = receiver.received
    expect(new Webhook(SECRET).verify(body, headers)).toMatchObject({
      type: 'connection.needs_attention',
      data: {
        tenant: 'acme',
        sheet_id: '11',
        sheet_name: 'Sales',
        old_state: 'active',
        new_state: 'needs_attention',
        error_code: 'key_invalid',
        message: 'The key is wrong.',
      },
    })
    expect(() => new Webhook(SECRET).verify(`${body} `, headers)).toThrow()
    expect(said()).toEqual(['A connection needs a person'])
    expect(await stored()).toEqual([{ attempts: 1, delivered: true, waiting: false }])
  })

  it('without a webhook is delivered when it is logged', async () => {
    await notice()
    await notice({ state: 'active', connection: CONNECTION.replace(/1$/, '2') })
    parts = { ...parts, send: null }
    await deliver()
    await deliver()
    expect(said().sort()).toEqual(['A connection needs a person', 'A connection works again'])
    expect(await stored()).toMatchObject([{ delivered: true }, { delivered: true }])
  })

  it.each([
    ['an error of the receiver', (response) => void response.writeHead(500).end()],
    ['a refusal', (response) => void response.writeHead(410).end()],
    ['a redirect', (response) => void response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end()],
    ['a connection that is cut', (response) => void response.destroy()],
  ] as [string, Parameters<Receiver['answer']>[0]][])(
    'is sent again after %s, and logged no more',
    async (_what, reply) => {
      await notice()
      receiver.answer(reply)
      await deliver()
      await deliver()
      expect(receiver.received).toHaveLength(1)
      receiver.answer((response) => void response.writeHead(200).end('thanks'))
      clock.advance(11_000)
      await deliver()
      expect(receiver.received).toHaveLength(2)
      // The same id: a receiver knows it for a repetition.
      expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
      expect(said()).toEqual(['A connection needs a person'])
      expect(await stored()).toEqual([{ attempts: 2, delivered: true, waiting: false }])
    },
  )

  it('is given up after a day, with one line', async () => {
    await notice()
    receiver.answer((response) => void response.writeHead(503).end())
    for (let hours = 0; hours < 40; hours += 1) {
      await deliver()
      clock.advance(hours === 0 ? 61_000 : 3_600_000)
    }
    expect(await stored()).toEqual([{ attempts: 8, delivered: false, waiting: false }])
    expect(said()).toEqual([
      'A connection needs a person',
      'A notice could not be delivered, and is given up',
    ])
  })

  it('of a recovery waits for that of its trouble, and not for those of others', async () => {
    const other = CONNECTION.replace(/1$/, '2')
    await notice({ secondsAgo: 20 })
    await notice({ state: 'active', secondsAgo: 10 })
    await notice({ state: 'needs_mapping', connection: other, secondsAgo: 5 })
    receiver.answer((response) => void response.writeHead(500).end())
    await deliver()
    expect(types()).toEqual(['connection.needs_attention', 'connection.needs_mapping'])
    receiver.answer((response) => void response.writeHead(204).end())
    clock.advance(11_000)
    await deliver()
    await deliver()
    expect(types().slice(2).sort()).toEqual([
      'connection.needs_attention',
      'connection.needs_mapping',
      'connection.recovered',
    ])
    expect(types().at(-1)).toBe('connection.recovered')
  })

  it('R19 leaves no address and no secret in a line, whatever went wrong', async () => {
    const write = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>)
    parts = { ...parts, logger: createLogger('trace', { write }) }
    await notice()
    receiver.answer((response) => void response.destroy())
    await deliver()
    expect(JSON.stringify(lines)).toContain('could not be delivered')
    expect(JSON.stringify(lines)).not.toMatch(/t0k3n|whsec|BQUF|webhook-signature/)
  })
})
