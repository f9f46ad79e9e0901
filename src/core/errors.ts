/**
 * Every way in which the program can fail towards its operator. `remedy` says what to do, `permanent` that
 * trying again without a person is pointless (R18). `exit` is the process exit code (design section 3).
 */
export const ERRORS = {
  internal: {
    exit: 1,
    permanent: false,
    remedy: 'This is a defect. Run it again with LOG_LEVEL=debug and report what it says.',
  },
  usage: { exit: 2, permanent: true, remedy: 'See smartsheet-sync --help.' },
  invalid_configuration: {
    exit: 2,
    permanent: true,
    remedy: 'Correct the environment variables named above.',
  },
  invalid_mapping: {
    exit: 2,
    permanent: true,
    remedy: 'Correct the mapping file; `mapping validate` checks it.',
  },
  database_unavailable: { exit: 1, permanent: false, remedy: 'Check DATABASE_URL and that Postgres is up.' },
  database_refused: {
    exit: 1,
    permanent: false,
    remedy: 'Postgres refused the work; its own log says more. The next sync tries again.',
  },
  database_newer: {
    exit: 1,
    permanent: true,
    remedy: 'Run a release at least as new as the database schema.',
  },
  migration_changed: {
    exit: 1,
    permanent: true,
    remedy: 'Restore the migration files of the release; changes go into a new file with a higher number.',
  },
  migration_failed: {
    exit: 1,
    permanent: true,
    remedy: 'The database is as it was; its role must be allowed to create schemas in it.',
  },
  embedded_database: { exit: 1, permanent: true, remedy: 'Set DATABASE_URL to a Postgres of your own.' },
  connection_not_found: {
    exit: 2,
    permanent: true,
    remedy: 'List the connections with `connections`, add one with `connect`.',
  },
  needs_mapping: {
    exit: 1,
    permanent: true,
    remedy: 'See `mapping suggest`, then save one with `mapping set`.',
  },
  already_running: {
    exit: 1,
    permanent: false,
    remedy: 'Wait for that run, or until its heartbeat is 90 s old.',
  },
  superseded: {
    exit: 1,
    permanent: false,
    remedy: 'Nothing was written; the run that took over does the work.',
  },
  interrupted: { exit: 1, permanent: false, remedy: 'Nothing was written; run the sync again.' },
  key_missing: {
    exit: 2,
    permanent: true,
    remedy: 'Give one with `connect --api-key-stdin` or SMARTSHEET_ACCESS_TOKEN.',
  },
  key_sealed: {
    exit: 2,
    permanent: true,
    remedy:
      'Set SECRETS_KEY or SECRETS_KEY_PREVIOUS to the key that sealed it, or give it anew with `connect --api-key-stdin`.',
  },
  key_invalid: {
    exit: 1,
    permanent: true,
    remedy: 'Make a new API key in Smartsheet and give it to `connect`; `check` also asks the other regions.',
  },
  key_expired: {
    exit: 1,
    permanent: true,
    remedy: 'The API key has expired or was revoked: make a new one in Smartsheet and give it to `connect`.',
  },
  wrong_region: {
    exit: 1,
    permanent: true,
    remedy: 'Give the region that the API key belongs to: `connect --region`.',
  },
  access_policy: {
    exit: 1,
    permanent: true,
    remedy:
      "Smartsheet's administrator restricts how this user signs in or where from; ask for an exception.",
  },
  no_access: {
    exit: 1,
    permanent: true,
    remedy: "Share the sheet with the API key's user, at least as viewer.",
  },
  plan_without_api: {
    exit: 1,
    permanent: true,
    remedy: 'The Smartsheet plan has no API access; a Business plan or higher has.',
  },
  sheet_not_found: {
    exit: 1,
    permanent: true,
    remedy: 'Check the sheet id (File > Properties), the region, and that the sheet is shared with the key.',
  },
  report_id: { exit: 1, permanent: true, remedy: 'The id belongs to a report; give the id of a sheet.' },
  column_missing: {
    exit: 1,
    permanent: true,
    remedy:
      'Bring the column back, or map another one with `mapping set`; until then its fields stay as they are.',
  },
  level_ignored: {
    exit: 1,
    permanent: true,
    remedy:
      'Something between here and Smartsheet drops the query parameter `level`; check proxies and the base URL.',
  },
  clock_skew: {
    exit: 1,
    permanent: false,
    remedy: "Set this machine's clock (NTP): due times, waits and heartbeats depend on it.",
  },
  rate_limited: { exit: 1, permanent: false, remedy: 'Wait, or lower SMARTSHEET_REQUESTS_PER_MINUTE.' },
  api_unavailable: {
    exit: 1,
    permanent: false,
    remedy: 'Smartsheet or the network to it is down; the next sync tries again.',
  },
  host_unknown: {
    exit: 1,
    permanent: false,
    remedy: 'The name of the host is not found: check the base URL and the DNS of this machine.',
  },
  tls_untrusted: {
    exit: 1,
    permanent: false,
    remedy:
      "The certificate of the host is not trusted: check the base URL, or give a proxy's CA with NODE_EXTRA_CA_CERTS.",
  },
  api_refused: { exit: 1, permanent: true, remedy: 'Smartsheet refused the request; see the message.' },
  bad_response: {
    exit: 1,
    permanent: false,
    remedy: 'Something between here and Smartsheet changes answers; check proxies and the base URL.',
  },
  sheet_unstable: {
    exit: 1,
    permanent: false,
    remedy: 'The sheet changed on every attempt to read it; the next sync tries again.',
  },
} as const satisfies Record<string, { exit: 1 | 2; permanent: boolean; remedy: string }>

export type ErrorCode = keyof typeof ERRORS

/** A failure that is expected and explained: printed as one line, without a stack trace. */
export class SyncError extends Error {
  readonly code: ErrorCode
  readonly remedy: string

  constructor(code: ErrorCode, message: string, options: { remedy?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'SyncError'
    this.code = code
    this.remedy = options.remedy ?? ERRORS[code].remedy
  }
}

export const isSyncError = (error: unknown): error is SyncError => error instanceof SyncError

/** What a thrown thing says, whatever it is. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
