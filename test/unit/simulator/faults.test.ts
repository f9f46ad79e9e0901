import { describe, expect, it } from 'vitest'
import type { Answer, Asking } from '../../../simulator/http/answer.ts'
import { createFaultQueue, distort } from '../../../simulator/faults/faults.ts'
import { randomFaults } from '../../../simulator/faults/random.ts'

function asking(path: string): Asking {
  return { method: 'GET', url: new URL(path, 'http://simulator.example'), authorization: undefined }
}

const RIGHT: Answer = { status: 200, headers: {}, body: { version: 4, name: 'x' } }

describe('the queue of faults', () => {
  it('a fault hits as many requests as it says, and only those that it is for', () => {
    const queue = createFaultQueue()
    queue.add({ when: { path: '/version' }, times: 2, act: { kind: 'reset' } })
    const hits = ['/2.0/sheets/1', '/2.0/sheets/1/version', '/2.0/sheets/1/version', '/2.0/sheets/1/version']
    expect(hits.map((path) => queue.take(asking(path)).length)).toEqual([0, 1, 1, 0])
  })

  it('a fault can wait for a page, or for the nth fitting request', () => {
    const queue = createFaultQueue()
    queue.add({ when: { page: 3 }, act: { kind: 'reset' } })
    queue.add({ when: { path: /sheets/, nth: 2 }, act: { kind: 'cut' } })
    const kinds = ['/sheets?page=1', '/sheets?page=2', '/sheets?page=3', '/sheets?page=3'].map((path) =>
      queue.take(asking(path)).map(({ kind }) => kind),
    )
    expect(kinds).toEqual([[], ['cut'], ['reset'], []])
  })

  it('an edit and another fault can hit one request; of two others the second waits', () => {
    const queue = createFaultQueue()
    queue.add({ act: { kind: 'reset' } })
    queue.add({ act: { kind: 'cut' } })
    queue.add({ act: { kind: 'edit', run: () => undefined } })
    expect(queue.take(asking('/a')).map(({ kind }) => kind)).toEqual(['reset', 'edit'])
    expect(queue.take(asking('/a')).map(({ kind }) => kind)).toEqual(['cut'])
  })

  it('a lie changes members, takes them away, or is a function of the body', () => {
    const told = (change: Parameters<typeof lie>[0]) => distort(() => RIGHT, [lie(change)]).body
    expect(told({ version: '5', name: null })).toEqual({ version: '5' })
    expect(told(() => 'ok')).toBe('ok')
    expect(RIGHT.body).toEqual({ version: 4, name: 'x' })
  })

  it('a text body that begins with < goes as HTML', () => {
    const answer = distort(() => RIGHT, [{ kind: 'answer', status: 502, body: '<html>' }])
    expect(answer).toEqual({ status: 502, headers: { 'content-type': 'text/html' }, body: '<html>' })
  })
})

describe('faults by chance', () => {
  it('the same seed gives the same faults', () => {
    const kinds = () => {
      const next = randomFaults({ probability: 0.5, seed: 3 })
      return Array.from({ length: 50 }, () => next()?.kind)
    }
    expect(kinds()).toEqual(kinds())
    expect(new Set(kinds()).size).toBeGreaterThan(3)
  })

  it('no more requests in a row fail than allowed', () => {
    const next = randomFaults({ probability: 1, inARow: 2 })
    expect([next(), next(), next(), next()].map((act) => act !== undefined)).toEqual([
      true,
      true,
      false,
      true,
    ])
  })
})

function lie(change: Extract<Parameters<typeof distort>[1][number], { kind: 'lie' }>['change']) {
  return { kind: 'lie', change } as const
}
