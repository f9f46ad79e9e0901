import { createHmac } from 'node:crypto'
import axios, { isAxiosError } from 'axios'
import type { Notice } from '../connections/notices.ts'

const TIMEOUT_MS = 10_000
const MAX_ANSWER_BYTES = 64 * 1024

export interface WebhookSettings {
  url: string
  /** Any text; after `whsec_` it is base64, as Standard Webhooks has it. */
  secret: string
}

/** Sends a notice; null when it was taken, else why not, in words that hold nothing of address or secret. */
export type SendNotice = (notice: Notice, now: Date) => Promise<string | null>

/** Posts notices by the Standard Webhooks specification: signed, with an id by which a receiver knows repetitions. */
export function createWebhook({ url, secret }: WebhookSettings): SendNotice {
  return async (notice, now) => {
    const body = JSON.stringify(documentOf(notice))
    const timestamp = String(Math.floor(now.getTime() / 1_000))
    const headers = {
      'Content-Type': 'application/json',
      'webhook-id': notice.id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${sign(secret, `${notice.id}.${timestamp}.${body}`)}`,
    }
    try {
      const { status } = await axios.post(url, body, {
        headers,
        // axios' own timeout begins anew with every byte.
        signal: AbortSignal.timeout(TIMEOUT_MS),
        maxRedirects: 0,
        maxContentLength: MAX_ANSWER_BYTES,
        responseType: 'text',
        transformResponse: [],
        validateStatus: null,
      })
      return status >= 200 && status < 300 ? null : `it was answered ${status}`
    } catch (error) {
      return reasonOf(error)
    }
  }
}

/** Of an AxiosError nothing but its code is kept: it carries address and signature (R19). */
function reasonOf(error: unknown): string {
  if (!isAxiosError(error)) throw error
  return error.code === 'ERR_CANCELED'
    ? `no answer within ${TIMEOUT_MS / 1_000} s`
    : (error.code ?? 'no answer')
}

const sign = (secret: string, content: string): string =>
  createHmac('sha256', keyOf(secret)).update(content).digest('base64')

const keyOf = (secret: string): Buffer =>
  secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret)

const TYPES = {
  active: 'connection.recovered',
  needs_mapping: 'connection.needs_mapping',
  needs_attention: 'connection.needs_attention',
  paused: 'connection.paused',
} as const

/** What receivers read (docs/notices.md). */
const documentOf = (notice: Notice) => ({
  type: TYPES[notice.newState],
  timestamp: notice.createdAt,
  data: {
    tenant: notice.tenant,
    sheet_id: notice.sheetId,
    sheet_name: notice.sheetName,
    connection_id: notice.connectionId,
    run_id: notice.runId,
    old_state: notice.oldState,
    new_state: notice.newState,
    error_code: notice.errorCode,
    message: notice.message,
  },
})
