import type { SyncRequest } from './report.ts'

/**
 * The request (RESYNC, console) that a sync answers, by its time; null where there is none, or it asks for more than
 * this sync does.
 */
export function servedRequest({ connection, full, dryRun }: SyncRequest): Date | null {
  const { requested, requestedFull, requestedAt } = connection
  return requested === null || dryRun || (requestedFull && !full) ? null : requestedAt
}
