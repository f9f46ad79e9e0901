import type { ErrorCode, SyncError } from '../../core/errors.ts'

/** What the doctor looks at, in the order of a sync. */
export type Check =
  | 'connection'
  | 'key'
  | 'budget'
  | 'region'
  | 'plan'
  | 'clock'
  | 'sheet'
  | 'permission'
  | 'columns'
  | 'mapping'

/** One line of the doctor's report. */
export interface Finding {
  check: Check
  /** False where it is in the way of a sync. */
  ok: boolean
  /** The cause, where something is wrong. */
  code: ErrorCode | null
  text: string
  /** What to do, where something is wrong, or could be better. */
  remedy: string | null
}

export const good = (check: Check, text: string): Finding => ({
  check,
  ok: true,
  code: null,
  text,
  remedy: null,
})

/** What is wrong, but in the way of no sync. */
export const note = (check: Check, text: string, remedy: string): Finding => ({
  ...good(check, text),
  remedy,
})

/** Causes that say more of where they belong than the question that met them. */
const CHECK_OF: Partial<Record<ErrorCode, Check>> = {
  key_missing: 'key',
  key_sealed: 'key',
  key_invalid: 'key',
  key_expired: 'key',
  rate_limited: 'budget',
  wrong_region: 'region',
  plan_without_api: 'plan',
  access_policy: 'permission',
  no_access: 'permission',
}

export const bad = (check: Check, { code, message, remedy }: SyncError): Finding => ({
  check: CHECK_OF[code] ?? check,
  ok: false,
  code,
  text: message,
  remedy,
})
