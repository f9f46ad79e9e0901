import { createHash } from 'node:crypto'
import type { Store } from '../store/model.ts'
import { badToken, expiredToken, notAuthorized, rateLimited } from '../wire/errors.ts'

export interface KeySpec {
  /** The key itself; invented when not given. */
  key?: string
  /** The sheets and reports that it may read; all of them when not given. Any other answers 403. */
  sees?: readonly number[]
  /** VIEWER, COMMENTER, EDITOR, ADMIN, OWNER or any word; OWNER when not given. */
  accessLevel?: string
  /** Answers 401/1003. */
  expired?: boolean
  /** Above it: 429/4003 until the minute is over. No limit when not given. */
  requestsPerMinute?: number
}

export interface Key extends KeySpec {
  key: string
  accessLevel: string
}

export interface Keys {
  add(spec?: KeySpec): string
  /** The key of a request, or the error that the API answers without one. Counts the request. */
  admit(authorization: string | undefined): Key
}

const MINUTE_MS = 60_000

export function createKeys(store: Store, clock: () => Date): Keys {
  const keys = new Map<string, Key>()
  const windows = new Map<string, { start: number; count: number }>()
  const count = (key: Key): void => {
    if (key.requestsPerMinute === undefined) return
    const now = clock().getTime()
    const open = windows.get(key.key)
    const window = open && now - open.start < MINUTE_MS ? open : { start: now, count: 0 }
    windows.set(key.key, window)
    window.count += 1
    if (window.count > key.requestsPerMinute) throw rateLimited()
  }
  return {
    add(spec = {}) {
      const key = { accessLevel: 'OWNER', ...spec, key: spec.key ?? store.newToken().slice(0, 37) }
      keys.set(key.key, key)
      return key.key
    },
    admit(authorization) {
      // A request without a token is told that it may not, rather than that it did not say who it is.
      if (authorization === undefined) throw notAuthorized()
      const key = keys.get(/^Bearer (.+)$/.exec(authorization)?.[1] ?? '')
      if (!key) throw badToken()
      if (key.expired) throw expiredToken()
      count(key)
      return key
    },
  }
}

/** What the request log keeps of a key. */
export function hashKey(authorization: string | undefined): string | null {
  if (authorization === undefined) return null
  const key = authorization.replace(/^Bearer /, '')
  return createHash('sha256').update(key).digest('hex').slice(0, 12)
}
