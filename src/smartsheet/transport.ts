import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import axios, { isAxiosError, type AxiosInstance } from 'axios'
import pkg from '../../package.json' with { type: 'json' }
import type { Outcome } from './decision.ts'
import { isLoopback } from './regions.ts'

/** Smartsheet closes idle sockets after 5 s: one that idles less than that is not reset under our request. */
const IDLE_SOCKET_MS = 3_500

/** Codes of Node's resolver, and of OpenSSL's and Node's checks of certificates. */
const DNS_CODE = /^(ENOTFOUND|EAI_)/
const TLS_CODE = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|HOSTNAME_MISMATCH)/

/** By lower-case name. */
export type Headers = Readonly<Record<string, string | undefined>>

export interface Answer {
  status: number
  headers: Headers
  bytes: Uint8Array
}

/** Thrown instead of AxiosError, which carries the key in its config and request (R19). */
export class NoAnswer extends Error {
  readonly outcome: Exclude<Outcome, number>

  constructor(outcome: NoAnswer['outcome'], reason: string) {
    super(reason)
    this.name = 'NoAnswer'
    this.outcome = outcome
  }
}

export interface Transport {
  /** One GET of a path below the base URL, any status; throws NoAnswer, or the signal's reason when that aborts. */
  get(url: string, signal: AbortSignal | undefined): Promise<Answer>
  close(): void
}

export interface TransportOptions {
  apiKey: string
  baseUrl: string
  timeoutMs: number
  /** Unpacked. */
  maxBodyBytes: number
}

export function createTransport(options: TransportOptions): Transport {
  // `timeout` of an agent destroys sockets that idle in the pool; those at work are not touched.
  const pool = { keepAlive: true, timeout: IDLE_SOCKET_MS }
  const httpAgent = new HttpAgent(pool)
  // Said, because the environment could turn it off otherwise (NODE_TLS_REJECT_UNAUTHORIZED).
  const httpsAgent = new HttpsAgent({ ...pool, rejectUnauthorized: true })
  const http = axios.create({
    baseURL: options.baseUrl,
    headers: {
      Authorization: `Bearer ${options.apiKey}`,
      Accept: 'application/json',
      'Accept-Encoding': 'gzip',
      'User-Agent': `smartsheet-sync/${pkg.version}`,
    },
    httpAgent,
    httpsAgent,
    // A proxy of the environment is for the way out; plain http stays on this machine.
    ...(isLoopback(new URL(options.baseUrl).hostname) ? { proxy: false as const } : {}),
    allowAbsoluteUrls: false,
    maxRedirects: 0,
    maxContentLength: options.maxBodyBytes,
    responseType: 'arraybuffer',
    transformResponse: [],
    validateStatus: null,
  })
  return {
    get: (url, signal) => getOnce(http, url, { ...options, signal }),
    close() {
      httpAgent.destroy()
      httpsAgent.destroy()
    },
  }
}

/** The timeout runs from the first byte sent to the last received; axios' own restarts with every byte. */
async function getOnce(
  http: AxiosInstance,
  url: string,
  { timeoutMs, maxBodyBytes, signal }: TransportOptions & { signal: AbortSignal | undefined },
): Promise<Answer> {
  signal?.throwIfAborted()
  const request = new AbortController()
  const abort = (): void => request.abort()
  const timer = setTimeout(abort, timeoutMs)
  signal?.addEventListener('abort', abort, { once: true })
  try {
    const { status, headers, data } = await http.get<Uint8Array>(url, { signal: request.signal })
    return { status, headers: plainHeaders(headers), bytes: data }
  } catch (error) {
    signal?.throwIfAborted()
    if (request.signal.aborted) throw new NoAnswer('timeout', `no complete answer within ${timeoutMs} ms`)
    throw withoutSecrets(error, maxBodyBytes)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}

const plainHeaders = (headers: object): Headers =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]))

function withoutSecrets(error: unknown, maxBodyBytes: number): NoAnswer {
  if (isAxiosError(error) && error.message.startsWith('maxContentLength')) {
    return new NoAnswer('oversize', `more than ${maxBodyBytes} bytes`)
  }
  // Of the message nothing is kept: only the code of the system or of zlib, such as ECONNRESET or Z_DATA_ERROR.
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  if (DNS_CODE.test(code)) return new NoAnswer('dns', code)
  if (TLS_CODE.test(code)) return new NoAnswer('tls', code)
  return new NoAnswer('transport', code === 'ERR_BAD_RESPONSE' ? 'connection lost in the answer' : code)
}
