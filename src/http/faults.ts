/**
 * What an HTTP request can fail of. The texts are all that goes out: what stands in an error of ours, of the
 * framework or of the database may be nobody's business.
 */
const FAULTS = {
  bad_request: { status: 400, message: 'The request cannot be read.' },
  invalid_id: { status: 400, message: 'The id of a connection is a UUID.' },
  invalid_body: { status: 400, message: 'The body must be {"full": true}, {"full": false}, or absent.' },
  unauthorized: {
    status: 401,
    message: 'This needs the ADMIN_TOKEN of the worker, as Authorization: Bearer.',
    headers: { 'www-authenticate': 'Bearer' },
  },
  not_found: { status: 404, message: 'There is nothing here.' },
  connection_not_found: { status: 404, message: 'There is no connection with this id.' },
  method_not_allowed: { status: 405, message: 'This cannot be done here; see the Allow header.' },
  timeout: { status: 408, message: 'The request took too long to come.' },
  disconnected: { status: 409, message: 'The connection is disconnected; `connect` it first.' },
  too_large: { status: 413, message: 'The body is too large.' },
  uri_too_long: { status: 414, message: 'A part of the path is too long.' },
  unsupported_media_type: { status: 415, message: 'A body must be application/json.' },
  too_many_attempts: {
    status: 429,
    message: 'Too many wrong tokens came from this address; wait a second before the next one.',
    headers: { 'retry-after': '1' },
  },
  headers_too_large: { status: 431, message: 'The headers are too large.' },
  internal: { status: 500, message: 'This was not expected; the log of the worker says more.' },
  admin_token_unset: {
    status: 503,
    message:
      'This route shows or changes data of tenants: it is closed until the worker is given an ADMIN_TOKEN.',
  },
  database_unavailable: { status: 503, message: 'The database does not answer; try again later.' },
  not_ready: { status: 503, message: 'The worker is not ready.' },
} as const satisfies Record<string, FaultText>

interface FaultText {
  status: number
  message: string
  headers?: Readonly<Record<string, string>>
}

export type FaultCode = keyof typeof FAULTS

/** Thrown by hooks and handlers; becomes the answer. */
export class HttpFault extends Error {
  readonly code: FaultCode
  readonly headers: Readonly<Record<string, string>>

  constructor(code: FaultCode, options: { message?: string; headers?: Record<string, string> } = {}) {
    const text: FaultText = FAULTS[code]
    super(options.message ?? text.message)
    this.name = 'HttpFault'
    this.code = code
    this.headers = { ...text.headers, ...options.headers }
  }

  get status(): number {
    return FAULTS[this.code].status
  }
}
