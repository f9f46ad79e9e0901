import { z } from 'zod'
import { SyncError } from '../core/errors.ts'
import { FILE_VARIABLES, withFiles } from './files.ts'
import { unknownVariables } from './unknown.ts'
import { NUMBER_VARIABLES, SECRET_VARIABLES, variables } from './variables.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export type Config = ReturnType<typeof configOf>

const VARIABLES = Object.keys(variables)
const KNOWN = [...VARIABLES, ...FILE_VARIABLES]
const SHOWN_LETTERS = 60

const environment = z.object(variables)

/** Throws `invalid_configuration` with one line for every bad variable. */
export function readConfig(variablesAsSet: Environment): Config {
  const { env, faults } = withFiles(variablesAsSet)
  const given = givenValues(env)
  const parsed = environment.safeParse(given)
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0])
    if (!faults.has(name)) faults.set(name, `${name} ${issue.message}${shown(name, given[name] ?? '')}`)
  }
  if (given['NODE_ENV'] === 'production' && given['DATABASE_URL'] === undefined) {
    faults.set('DATABASE_URL', 'DATABASE_URL must be set when NODE_ENV is production')
  }
  if (given['NOTICE_WEBHOOK_URL'] !== undefined && given['NOTICE_WEBHOOK_SECRET'] === undefined) {
    faults.set('NOTICE_WEBHOOK_SECRET', 'NOTICE_WEBHOOK_SECRET must be set where NOTICE_WEBHOOK_URL is')
  }
  for (const { name, nearest } of unknownVariables(Object.keys(env), KNOWN)) {
    faults.set(name, `${name} is not a variable of ours; did you mean ${nearest}?`)
  }
  if (!parsed.success || faults.size > 0) throw invalid([...faults.values()])
  return configOf(parsed.data)
}

/** Surrounding blanks are cut: a secret that is mounted from a file ends in a line feed. */
function givenValues(env: Environment): Record<string, string> {
  return Object.fromEntries(
    VARIABLES.flatMap((name) => {
      const value = env[name]?.trim()
      return value === undefined || (value === '' && !NUMBER_VARIABLES.has(name)) ? [] : [[name, value]]
    }),
  )
}

function shown(name: string, value: string): string {
  if (SECRET_VARIABLES.has(name)) return ''
  const clipped = value.length > SHOWN_LETTERS ? `${value.slice(0, SHOWN_LETTERS)}…` : value
  return `, not ${JSON.stringify(clipped)}`
}

function invalid(faults: readonly string[]): SyncError {
  const count =
    faults.length === 1 ? '1 environment variable is' : `${faults.length} environment variables are`
  return new SyncError('invalid_configuration', [`${count} wrong:`, ...faults].join('\n  '))
}

/** What the program calls the values; null is "not set". */
function configOf(values: z.output<typeof environment>) {
  return Object.freeze({
    production: values.NODE_ENV === 'production',
    /** Null: embedded Postgres under `dataDir`. */
    databaseUrl: values.DATABASE_URL,
    dataDir: values.DATA_DIR,
    smartsheet: Object.freeze({
      accessToken: values.SMARTSHEET_ACCESS_TOKEN,
      /** Null: that of the connection or its region. */
      baseUrl: values.SMARTSHEET_BASE_URL,
      pageSize: values.SMARTSHEET_PAGE_SIZE,
      requestsPerMinute: values.SMARTSHEET_REQUESTS_PER_MINUTE,
    }),
    /** 32 bytes each. */
    secrets: Object.freeze({
      current: values.SECRETS_KEY,
      previous: Object.freeze(values.SECRETS_KEY_PREVIOUS),
    }),
    sync: Object.freeze({
      cron: values.SYNC_CRON,
      intervalHours: values.SYNC_INTERVAL_HOURS,
      concurrency: values.SYNC_CONCURRENCY,
      resync: values.RESYNC === 'all' ? values.RESYNC : Object.freeze(values.RESYNC),
      runOnce: values.RUN_ONCE,
    }),
    /** Where notices go; null: into the log only. */
    webhook: webhookOf(values),
    http: Object.freeze({
      host: values.HTTP_HOST,
      /** 0 is any free port. */
      port: values.HTTP_PORT,
      adminToken: values.ADMIN_TOKEN,
    }),
    logLevel: values.LOG_LEVEL,
  })
}

function webhookOf({ NOTICE_WEBHOOK_URL: url, NOTICE_WEBHOOK_SECRET: secret }: z.output<typeof environment>) {
  return url === null || secret === null ? null : Object.freeze({ url, secret })
}
