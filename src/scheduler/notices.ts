import type { Pool } from 'pg'
import { claimNotices, noteFates, type Notice, type NoticeFate } from '../connections/notices.ts'
import type { Clock } from '../core/clock.ts'
import { inParallel } from '../core/inParallel.ts'
import type { Logger } from '../core/logger.ts'
import type { SendNotice } from './webhook.ts'

const AT_A_TIME = 20
const AT_ONCE = 5
/** Longer than an attempt takes. */
const LEASE_MS = 60_000
const SECOND_MS = 1_000
/** After the first attempt, the second, ... in s; then a notice is given up, a day later. */
const WAITS = [10, 60, 300, 1_800, 7_200, 21_600, 43_200]

export interface NoticeParts {
  pool: Pool
  clock: Clock
  logger: Logger
  /** Null: there is nobody to send to; notices are in the log. */
  send: SendNotice | null
}

/**
 * Delivers what operators are to be told: each notice is logged once, and sent until it is taken. Many replicas may
 * do so at once; a receiver may still get a notice twice, with the same id.
 */
export async function deliverNotices({ pool, clock, logger, send }: NoticeParts): Promise<void> {
  const now = clock.now()
  const until = new Date(now.getTime() + LEASE_MS)
  const notices = await claimNotices(pool, { now, until, limit: AT_A_TIME })
  if (notices.length === 0) return
  const fates: NoticeFate[] = []
  await inParallel(notices, AT_ONCE, async (notice) => {
    if (notice.attempts === 1) log(logger, notice)
    const refused = send === null ? null : await send(notice, clock.now())
    fates.push(fateOf(notice, refused, clock.now()))
    if (refused !== null) logRefusal(logger, notice, refused)
  })
  await noteFates(pool, fates, clock.now())
}

function fateOf({ id, attempts }: Notice, refused: string | null, now: Date): NoticeFate {
  const wait = WAITS[attempts - 1]
  const again = refused === null || wait === undefined ? null : new Date(now.getTime() + wait * SECOND_MS)
  return { id, delivered: refused === null, nextAttemptAt: again }
}

function log(logger: Logger, notice: Notice): void {
  const { tenant, sheetId, runId, oldState, newState, errorCode: code, message: reason } = notice
  const facts = { tenant, sheetId, runId, oldState, newState }
  if (newState === 'active') logger.info(facts, 'A connection works again')
  else logger.warn({ ...facts, code, reason }, 'A connection needs a person')
}

function logRefusal(logger: Logger, { id, tenant, sheetId, attempts }: Notice, reason: string): void {
  const facts = { noticeId: id, tenant, sheetId, attempts, reason }
  if (attempts > WAITS.length) logger.error(facts, 'A notice could not be delivered, and is given up')
  else logger.debug(facts, 'A notice could not be delivered; it is sent again later')
}
