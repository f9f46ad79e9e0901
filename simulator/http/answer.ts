import type { Json, Store } from '../store/model.ts'
import { ApiError, errorBody, methodNotAllowed } from '../wire/errors.ts'
import { hashKey, type Key, type Keys } from './keys.ts'
import { answerGet } from './routes.ts'

/** An answer before it is put on the wire. */
export interface Answer {
  status: number
  headers: Readonly<Record<string, string>>
  /** Text is sent as it is; everything else as JSON; null is an empty body. */
  body: Json
}

/** A request as faults match it and the log keeps it. */
export interface Asking {
  method: string
  url: URL
  authorization: string | undefined
}

/** The budget that x-ratelimit-* speak of; every whole read of a sheet takes `cost` of it. */
export interface SheetBudget {
  limit: number
  cost: number
}

export interface AnswerContext {
  store: Store
  keys: Keys
  clock: () => Date
  budget: SheetBudget | null
  /** A recorded answer to this very request, if there is one. */
  recorded: (asking: Asking) => Answer | undefined
}

const HEADERS = {
  'content-type': 'application/json;charset=UTF-8',
  'cache-control': 'no-cache, no-store, must-revalidate',
}
const RECORDED_BUDGET: SheetBudget = { limit: 80_000, cost: 400 }
const MINUTE_S = 60

/** Everything the API would answer, faults left aside. */
export function createAnswers(context: AnswerContext): (asking: Asking) => Answer {
  const budgetHeaders = createBudget(context)
  return (asking) => {
    // The real API tells of the budget on whole-sheet requests only, their 404 included.
    const wholeSheet = /^\/2\.0\/sheets\/[^/]+$/.test(asking.url.pathname)
    const headers = () => (wholeSheet ? { ...HEADERS, ...budgetHeaders(asking) } : HEADERS)
    try {
      const key = admit(context, asking)
      const recorded = context.recorded(asking)
      if (recorded) return recorded
      return { status: 200, body: answerGet(context.store, key, asking.url), headers: headers() }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      return { status: error.status, headers: headers(), body: errorBody(error) }
    }
  }
}

function admit({ keys }: AnswerContext, { method, authorization }: Asking): Key {
  const key = keys.admit(authorization)
  if (method !== 'GET') throw methodNotAllowed()
  return key
}

/** Without a budget to keep, every answer looks like the first of its minute: 79,600 of 80,000 left, as recorded. */
function createBudget({ budget, clock }: AnswerContext): (asking: Asking) => Record<string, string> {
  const spent = new Map<string, number>()
  return ({ authorization }) => {
    const { limit, cost } = budget ?? RECORDED_BUDGET
    const minute = Math.floor(clock().getTime() / 1000 / MINUTE_S)
    const account = `${hashKey(authorization) ?? ''} ${minute}`
    const used = (budget ? (spent.get(account) ?? 0) : 0) + cost
    spent.set(account, used)
    return {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(Math.max(limit - used, 0)),
      'x-ratelimit-reset': String((minute + 1) * MINUTE_S),
    }
  }
}
