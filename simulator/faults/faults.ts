import type { Answer, Asking } from '../http/answer.ts'
import type { Json, JsonObject } from '../store/model.ts'

/** Which requests a fault is for; all of what is given must fit. */
export interface FaultMatch {
  /** A part of the path, or a pattern for it. */
  path?: string | RegExp
  page?: number
  /** Begins with the nth request that fits the rest, counted from 1. */
  nth?: number
  test?: (asking: Asking) => boolean
}

/** What happens instead of, or on the way of, the right answer. */
export type FaultAct =
  /** Another answer: an object goes as JSON, text as it is (HTML when it begins with `<`), null as an empty body. */
  | { kind: 'answer'; status: number; headers?: Readonly<Record<string, string>>; body?: Json }
  /** The right answer with its JSON changed: by a function, or by members to put over the body (null removes). */
  | { kind: 'lie'; change: ((body: JsonObject) => Json) | JsonObject }
  /** An edit of a sheet just before the request is answered. */
  | { kind: 'edit'; run: () => void }
  /** The right answer, later. */
  | { kind: 'delay'; ms: number }
  /** The connection stays open and nothing comes. */
  | { kind: 'silence' }
  /** The connection is reset before the first header. */
  | { kind: 'reset' }
  /** The connection is reset after this part of the body (half when not given). */
  | { kind: 'cut'; after?: number }
  /** A few bytes at a time. */
  | { kind: 'drip'; bytes: number; everyMs: number }
  /** Content-Length promises this many bytes more than come; when negative, the body ends that much too early. */
  | { kind: 'wrongLength'; by: number }
  /** Content-Encoding says gzip, and the body is corrupt, not packed at all, or packed as two members. */
  | { kind: 'badGzip'; how: 'corrupt' | 'plain' | 'twoMembers' }
  | { kind: 'redirect'; to: string; status?: number }

export interface Fault {
  when?: FaultMatch
  /** How many requests it hits: 1 when not given, Infinity for all. */
  times?: number
  act: FaultAct
}

export interface FaultQueue {
  add: (fault: Fault) => void
  /** Asked for a fault for every request that no queued one is for. */
  setRandom: (source: ((asking: Asking) => FaultAct | undefined) | null) => void
  clear: () => void
  /** The acts for this request: every edit that is due, and the first other fault. Uses them up. */
  take: (asking: Asking) => FaultAct[]
}

export function createFaultQueue(): FaultQueue {
  let queue: { fault: Fault; seen: number; left: number }[] = []
  let random: ((asking: Asking) => FaultAct | undefined) | null = null
  return {
    add(fault) {
      queue.push({ fault, seen: 0, left: fault.times ?? 1 })
    },
    setRandom(source) {
      random = source
    },
    clear() {
      queue = []
      random = null
    },
    take(asking) {
      const acts: FaultAct[] = []
      for (const entry of queue) {
        if (!fits(entry.fault.when ?? {}, asking)) continue
        entry.seen += 1
        if (entry.seen < (entry.fault.when?.nth ?? 1)) continue
        if (entry.fault.act.kind !== 'edit' && acts.some(({ kind }) => kind !== 'edit')) continue
        acts.push(entry.fault.act)
        entry.left -= 1
      }
      queue = queue.filter(({ left }) => left > 0)
      const chance = acts.length === 0 ? random?.(asking) : undefined
      return chance ? [chance] : acts
    },
  }
}

/** The answer with what the faults make of it; a fault of the connection leaves it alone. */
export function distort(answer: () => Answer, acts: readonly FaultAct[]): Answer {
  for (const act of acts) {
    if (act.kind === 'answer') return replacement(act)
    if (act.kind === 'redirect')
      return { status: act.status ?? 302, headers: { location: act.to }, body: null }
    if (act.kind === 'lie') {
      const right = answer()
      const { body } = right
      return isObject(body) ? { ...right, body: lie(body, act.change) } : right
    }
  }
  return answer()
}

function fits({ path, page, test }: FaultMatch, asking: Asking): boolean {
  const { pathname, searchParams } = asking.url
  if (typeof path === 'string' && !pathname.includes(path)) return false
  if (path instanceof RegExp && !path.test(pathname)) return false
  if (page !== undefined && searchParams.get('page') !== String(page)) return false
  return test?.(asking) ?? true
}

function replacement({ status, headers, body = null }: Extract<FaultAct, { kind: 'answer' }>): Answer {
  const text = typeof body === 'string'
  const type = text && body.startsWith('<') ? 'text/html' : 'application/json;charset=UTF-8'
  return { status, headers: body === null ? { ...headers } : { 'content-type': type, ...headers }, body }
}

function lie(body: JsonObject, change: Extract<FaultAct, { kind: 'lie' }>['change']): Json {
  // The store hands out parts of itself: a lie must not change what the next request sees.
  const copy = structuredClone(body)
  if (typeof change === 'function') return change(copy)
  const told: JsonObject = { ...copy, ...change }
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null))
}

function isObject(body: Json): body is JsonObject {
  return typeof body === 'object' && body !== null && !Array.isArray(body)
}
