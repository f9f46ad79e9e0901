import { describe, expect, test } from 'vitest'
import { ApiFailure, printable } from '../../../src/smartsheet/failure.ts'

const failure = (body: unknown, status = 404): ApiFailure =>
  new ApiFailure({ target: '/sheets/1?page=2', outcome: status, body }, (text) => text)

describe('ApiFailure', () => {
  test('says what was asked, what was answered and the refId, nothing else', () => {
    const error = failure({ errorCode: 1006, message: 'Not Found', refId: 'abc' })
    expect(error.message).toBe(
      'GET /sheets/1?page=2 was answered 404 (errorCode 1006, Not Found, refId abc).',
    )
    expect(error).toMatchObject({ code: 'sheet_not_found', status: 404, apiCode: 1006, refId: 'abc' })
    expect(error.cause).toBeUndefined()
  })

  test('W11 W22 W23 tolerates a missing refId, details, text codes and nested errors', () => {
    expect(failure({ errorCode: 4004, message: 'busy' }, 500).decision.retry).toBe(true)
    expect(
      failure({ errorCode: 1018, message: 'bad', detail: { parameter: 'page' } }, 400).message,
    ).toContain('{"parameter":"page"}')
    expect(failure({ errorCode: 1018, message: 'bad', detail: [{ index: 0 }] }, 400).message).toContain(
      '[{"index":0}]',
    )
    expect(failure({ errorCode: '4003' }, 429)).toMatchObject({ apiCode: 4003, code: 'rate_limited' })
    expect(failure({ error: { code: 1004, message: 'no' } }, 403)).toMatchObject({ apiCode: 1004 })
    for (const body of [null, [], 'ok', 7, { errorCode: {} }, { errorCode: -1 }])
      expect(failure(body, 400)).toMatchObject({ apiCode: null, code: 'api_refused' })
  })

  test('W20 a retired API version has a remedy of its own', () => {
    expect(failure({ errorCode: 4005 }, 410).remedy).toMatch(/retired/)
  })

  test('W24 a message is clipped and its control and direction characters are spelt out', () => {
    const { message } = failure({ errorCode: 1004, message: `\u001b[31m\u202e${'x'.repeat(1_000_000)}` }, 403)
    expect(message.length).toBeLessThan(500)
    expect(message).toContain('\\u{1b}[31m\\u{202e}xxx')
  })

  test('printable leaves ordinary text of any script alone', () => {
    expect(printable('Müller & Söhne 株式会社 🚀', 80)).toBe('Müller & Söhne 株式会社 🚀')
  })
})
