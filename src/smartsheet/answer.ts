import { isSyncError } from '../core/errors.ts'
import { ApiFailure, type Exchange, type Redact } from './failure.ts'
import { askedWait } from './retry.ts'
import type { Answer } from './transport.ts'

/** What an answer says, in the words of `parse`. Throws ApiFailure for every answer that is not what was asked for. */
export function understand<T>(
  answer: Answer,
  context: {
    target: string
    decode: (bytes: Uint8Array) => unknown
    parse: (body: unknown) => T
    now: Date
    redact: Redact
  },
): T {
  const { target, redact } = context
  const fail = (exchange: Partial<Exchange> & Pick<Exchange, 'outcome'>): ApiFailure =>
    new ApiFailure({ target, ...exchange }, redact)
  let body: unknown
  try {
    body = context.decode(answer.bytes)
  } catch {
    if (answer.status === 200) throw fail({ outcome: 'body', reason: notJson(answer) })
  }
  if (answer.status !== 200) {
    throw fail({
      outcome: answer.status,
      ...(body === undefined ? { reason: notJson(answer) } : { body }),
      askedWaitMs: askedWait(answer.headers, context.now),
    })
  }
  try {
    return context.parse(body)
  } catch (error) {
    if (isSyncError(error) && error.code === 'bad_response') {
      throw fail({ outcome: 'body', reason: error.message })
    }
    throw error
  }
}

const notJson = ({ bytes, headers }: Answer): string =>
  bytes.length === 0 ? 'empty' : `not JSON: ${headers['content-type'] ?? 'without content type'}`
