import { readFile } from 'node:fs/promises'
import { parse } from 'dotenv'
import { describe, expect, test } from 'vitest'
import { type Environment, readConfig } from '../../../src/config/config.ts'
import { variables } from '../../../src/config/variables.ts'
import { isSyncError } from '../../../src/core/errors.ts'

const KEY = Buffer.alloc(32, 7).toString('base64')

/** The message that this environment is refused with; '' when it is accepted. */
function refusal(env: Environment): string {
  try {
    readConfig(env)
    return ''
  } catch (error) {
    if (isSyncError(error) && error.code === 'invalid_configuration') return error.message
    throw error
  }
}

test('an empty environment gives the documented defaults', () => {
  expect(readConfig({})).toEqual({
    production: false,
    databaseUrl: null,
    dataDir: '.data',
    smartsheet: { accessToken: null, baseUrl: null, pageSize: 500, requestsPerMinute: 300 },
    secrets: { current: null, previous: [] },
    sync: { cron: '* * * * *', intervalHours: 1, concurrency: 4, resync: [], runOnce: false },
    webhook: null,
    http: { host: '127.0.0.1', port: 8080, adminToken: null },
    logLevel: 'info',
  })
})

test('every variable reaches the configuration', () => {
  const config = readConfig({
    DATABASE_URL: 'postgresql://u:p@db:5433/crm?sslmode=require',
    DATA_DIR: '/var/lib/sync',
    SMARTSHEET_ACCESS_TOKEN: 'token',
    SMARTSHEET_BASE_URL: 'http://127.0.0.1:8089/2.0',
    SMARTSHEET_PAGE_SIZE: '10000',
    SMARTSHEET_REQUESTS_PER_MINUTE: '60',
    SECRETS_KEY: KEY,
    SECRETS_KEY_PREVIOUS: `${KEY}, ${KEY}`,
    SYNC_CRON: '*/5 * * * *',
    SYNC_INTERVAL_HOURS: '24',
    SYNC_CONCURRENCY: '2',
    RESYNC: 'acme, globex/7719639380715396',
    RUN_ONCE: '1',
    NOTICE_WEBHOOK_URL: 'http://alerts:9000/hook?team=crm',
    NOTICE_WEBHOOK_SECRET: 'a secret of 24 letters..',
    HTTP_HOST: '::',
    HTTP_PORT: '0',
    ADMIN_TOKEN: 'admin',
    LOG_LEVEL: 'silent',
    NODE_ENV: 'production',
  })
  const key = Buffer.from(KEY, 'base64')
  expect(config).toEqual({
    production: true,
    databaseUrl: 'postgresql://u:p@db:5433/crm?sslmode=require',
    dataDir: '/var/lib/sync',
    smartsheet: {
      accessToken: 'token',
      baseUrl: 'http://127.0.0.1:8089/2.0',
      pageSize: 10_000,
      requestsPerMinute: 60,
    },
    secrets: { current: key, previous: [key, key] },
    sync: {
      cron: '*/5 * * * *',
      intervalHours: 24,
      concurrency: 2,
      resync: [
        { tenant: 'acme', sheetId: null },
        { tenant: 'globex', sheetId: '7719639380715396' },
      ],
      runOnce: true,
    },
    webhook: { url: 'http://alerts:9000/hook?team=crm', secret: 'a secret of 24 letters..' },
    http: { host: '::', port: 0, adminToken: 'admin' },
    logLevel: 'silent',
  })
})

test('the configuration is frozen in depth', () => {
  const config = readConfig({ RESYNC: 'acme' })
  for (const part of [
    config,
    config.smartsheet,
    config.secrets,
    config.sync,
    config.sync.resync,
    config.http,
  ]) {
    expect(Object.isFrozen(part)).toBe(true)
  }
})

test('one message names every bad variable, on a line of its own', () => {
  expect(refusal({ RUN_ONCE: 'banana', SYNC_INTERVAL_HOURS: '25', LOG_LEVEL: 'info' }).split('\n')).toEqual([
    '2 environment variables are wrong:',
    '  SYNC_INTERVAL_HOURS must be a whole number from 1 to 24, not "25"',
    '  RUN_ONCE must be true, false, 1 or 0, not "banana"',
  ])
})

describe('a value that is not of its kind is refused', () => {
  test.each([
    ['DATABASE_URL', 'mysql://host/db'],
    ['DATABASE_URL', 'host=localhost dbname=crm'],
    ['DATABASE_URL', 'postgres://user:p#ss@:x/db'],
    ['SMARTSHEET_ACCESS_TOKEN', 'two words'],
    ['SMARTSHEET_BASE_URL', 'http://api.smartsheet.com/2.0'],
    ['SMARTSHEET_BASE_URL', 'https://user:password@proxy/2.0'],
    ['SMARTSHEET_BASE_URL', 'api.smartsheet.com'],
    ['SMARTSHEET_PAGE_SIZE', '0'],
    ['SMARTSHEET_PAGE_SIZE', '10001'],
    ['SMARTSHEET_REQUESTS_PER_MINUTE', '-1'],
    ['SMARTSHEET_REQUESTS_PER_MINUTE', '1e3'],
    ['SECRETS_KEY', 'c2hvcnQ='],
    ['SECRETS_KEY_PREVIOUS', `${KEY},c2hvcnQ=`],
    ['SYNC_CRON', 'every minute'],
    ['SYNC_CRON', '61 * * * *'],
    ['SYNC_INTERVAL_HOURS', '0'],
    ['SYNC_INTERVAL_HOURS', '1.5'],
    ['SYNC_CONCURRENCY', ''],
    ['SYNC_CONCURRENCY', '  '],
    ['RESYNC', 'acme/not-a-sheet'],
    ['RESYNC', 'acme,,globex'],
    ['RUN_ONCE', 'TRUE'],
    ['HTTP_HOST', 'http://localhost'],
    ['HTTP_PORT', '65536'],
    ['ADMIN_TOKEN', 'naïve'],
    ['LOG_LEVEL', 'verbose'],
  ])('%s=%s', (name, value) => {
    expect(refusal({ [name]: value })).toMatch(
      new RegExp(`^1 environment variable is wrong:\n {2}${name} must be `),
    )
  })
})

test('R19 no message repeats the value of a secret', () => {
  const secret = 'hunter2 hunter2'
  const message = refusal({
    DATABASE_URL: `nonsense://user:${secret}@host`,
    SMARTSHEET_ACCESS_TOKEN: secret,
    SMARTSHEET_API_KEY: secret,
    SMARTSHEET_BASE_URL: `ftp://user:${secret}@host`,
    SECRETS_KEY: secret,
    SECRETS_KEY_PREVIOUS: secret,
    ADMIN_TOKEN: secret,
  })
  expect(message).toContain('7 environment variables are wrong')
  expect(message).not.toContain('hunter2')
})

test('a long value is clipped in the message', () => {
  expect(refusal({ LOG_LEVEL: 'x'.repeat(5000) }).length).toBeLessThan(250)
})

test('an empty text or truth value counts as unset, and surrounding blanks are cut', () => {
  const config = readConfig({
    DATABASE_URL: '',
    RUN_ONCE: '',
    SMARTSHEET_ACCESS_TOKEN: 'token\n',
    SYNC_CONCURRENCY: ' 8 ',
  })
  expect(config).toMatchObject({
    databaseUrl: null,
    sync: { runOnce: false, concurrency: 8 },
    smartsheet: { accessToken: 'token' },
  })
})

test.each(['true', '1'])('RUN_ONCE=%s is yes', (value) => {
  expect(readConfig({ RUN_ONCE: value }).sync.runOnce).toBe(true)
})

test.each(['false', '0'])('RUN_ONCE=%s is no', (value) => {
  expect(readConfig({ RUN_ONCE: value }).sync.runOnce).toBe(false)
})

test('RESYNC=all is everything', () => {
  expect(readConfig({ RESYNC: 'all' }).sync.resync).toBe('all')
})

test('production needs a database of its own', () => {
  expect(refusal({ NODE_ENV: 'production' })).toContain(
    'DATABASE_URL must be set when NODE_ENV is production',
  )
  expect(refusal({ NODE_ENV: 'test' })).toBe('')
})

test('a variable that looks like ours and is not is named too', () => {
  expect(refusal({ SMARTSHEET_TOKEN: 'x' })).toContain(
    'SMARTSHEET_TOKEN is not a variable of ours; did you mean SMARTSHEET_ACCESS_TOKEN?',
  )
})

test('.env.example names every variable, and uncommented it is valid', async () => {
  const example = await readFile(new URL('../../../.env.example', import.meta.url), 'utf8')
  const values = parse(example.replaceAll(/^#(?=[A-Z_]+=)/gm, ''))
  expect(Object.keys(values).sort()).toEqual(Object.keys(variables).sort())
  expect(refusal(values)).toBe('')
})
