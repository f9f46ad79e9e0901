import { isIP } from 'node:net'
import { validate as isCronLine } from 'node-cron'
import { z } from 'zod'

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** What is to be synced in full at start; a null sheet is every sheet of the tenant. */
export interface ResyncTarget {
  readonly tenant: string
  readonly sheetId: string | null
}

const text = (error: string, isValid: (value: string) => boolean) => z.string().refine(isValid, { error })

const wholeNumber = (min: number, max: number) =>
  text(
    `must be a whole number from ${min} to ${max}`,
    (value) => /^\d{1,9}$/.test(value) && Number(value) >= min && Number(value) <= max,
  ).transform(Number)

const truth = z.stringbool({
  truthy: ['true', '1'],
  falsy: ['false', '0'],
  case: 'sensitive',
  error: 'must be true, false, 1 or 0',
})

/** It travels in an HTTP header. */
const token = text('must be printable ASCII without blanks', (value) => /^[\x21-\x7e]+$/.test(value))

const databaseUrl = text(
  'must be a URL such as postgres://user:password@host:5432/database (percent-encode special characters of the password)',
  (value) => /^postgres(ql)?:\/\//.test(value) && URL.canParse(value),
)

const baseUrl = text(
  'must be an https URL such as https://api.smartsheet.com/2.0, without user, query or fragment (http for loopback hosts only)',
  isBaseUrl,
)

function isBaseUrl(value: string): boolean {
  const url = URL.parse(value)
  if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
}

const isLoopback = (host: string) =>
  host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)

const webhookUrl = text('must be an http or https URL without user or password', (value) => {
  const url = URL.parse(value)
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
})

const webhookSecret = text(
  'must be at least 24 characters, or whsec_ and 24 bytes or more in base64',
  (value) =>
    value.startsWith('whsec_') ? /^whsec_[A-Za-z0-9+/]{32,}={0,2}$/.test(value) : value.length >= 24,
)

const httpHost = text(
  'must be a host name or IP address',
  (value) => isIP(value) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value),
)

const isSecretKey = (value: string) => /^[A-Za-z0-9+/]{43}=$/.test(value)
const keyBytes = (value: string) => Buffer.from(value, 'base64')
const secretsKey = text(
  'must be 32 bytes in base64; `openssl rand -base64 32` makes one',
  isSecretKey,
).transform(keyBytes)
const secretsKeyList = text('must be a comma list of keys, each 32 bytes in base64', (value) =>
  listOf(value).every(isSecretKey),
).transform((value) => listOf(value).map(keyBytes))

const resync = text(
  'must be all, or a comma list of tenant or tenant/sheetId',
  (value) => value === 'all' || listOf(value).every((item) => /^[^/]+(\/\d+)?$/.test(item)),
).transform((value): 'all' | readonly ResyncTarget[] =>
  value === 'all' ? value : listOf(value).map(targetOf),
)

function targetOf(item: string): ResyncTarget {
  const [tenant = '', sheetId = null] = item.split('/')
  return { tenant, sheetId }
}

const listOf = (value: string) => value.split(',').map((item) => item.trim())

const unset = <T extends z.ZodType>(schema: T) => schema.nullable().default(null)

/** Every variable that we read: what it may be, and what it is when it is not set. */
export const variables = {
  DATABASE_URL: unset(databaseUrl),
  DATA_DIR: z.string().default('.data'),
  SMARTSHEET_ACCESS_TOKEN: unset(token),
  SMARTSHEET_BASE_URL: unset(baseUrl),
  SMARTSHEET_PAGE_SIZE: wholeNumber(1, 10_000).default(500),
  SMARTSHEET_REQUESTS_PER_MINUTE: wholeNumber(1, 100_000).default(300),
  SECRETS_KEY: unset(secretsKey),
  SECRETS_KEY_PREVIOUS: secretsKeyList.default([]),
  SYNC_CRON: text('must be a cron line such as */5 * * * *', isCronLine).default('* * * * *'),
  SYNC_INTERVAL_HOURS: wholeNumber(1, 24).default(1),
  SYNC_CONCURRENCY: wholeNumber(1, 100).default(4),
  RESYNC: resync.default([]),
  RUN_ONCE: truth.default(false),
  NOTICE_WEBHOOK_URL: unset(webhookUrl),
  NOTICE_WEBHOOK_SECRET: unset(webhookSecret),
  HTTP_HOST: httpHost.default('127.0.0.1'),
  HTTP_PORT: wholeNumber(0, 65_535).default(8080),
  ADMIN_TOKEN: unset(token),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  NODE_ENV: unset(z.string()),
}

export type VariableName = keyof typeof variables

/** Their values are never shown; a URL may carry a password. */
export const SECRET_VARIABLES: ReadonlySet<string> = new Set<VariableName>([
  'ADMIN_TOKEN',
  'DATABASE_URL',
  'NOTICE_WEBHOOK_SECRET',
  'NOTICE_WEBHOOK_URL',
  'SECRETS_KEY',
  'SECRETS_KEY_PREVIOUS',
  'SMARTSHEET_ACCESS_TOKEN',
  'SMARTSHEET_BASE_URL',
])

/** An empty value of these is a fault; elsewhere it is "not set", as `NAME=` in a compose file means it. */
export const NUMBER_VARIABLES: ReadonlySet<string> = new Set<VariableName>([
  'HTTP_PORT',
  'SMARTSHEET_PAGE_SIZE',
  'SMARTSHEET_REQUESTS_PER_MINUTE',
  'SYNC_CONCURRENCY',
  'SYNC_INTERVAL_HOURS',
])
