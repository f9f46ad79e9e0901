import type { Pool } from 'pg'
import { stageRecords } from '../graph/stage.ts'
import { identify } from '../identity/keys.ts'
import { mapDiscussion } from '../mapping/discussions.ts'
import type { Discussion } from '../smartsheet/discussions.ts'
import type { Intake } from './intake.ts'

/**
 * Stages the discussions of the rows that were read, a page at a time, as interactions (design section 7.1). A
 * discussion of the sheet as a whole is about no row, and left out.
 */
export async function takeComments(
  pages: AsyncIterable<readonly Discussion[]>,
  intake: Intake,
  { pool, runId, sheetId, signal }: { pool: Pool; runId: string; sheetId: string; signal: AbortSignal },
): Promise<void> {
  for await (const discussions of pages) {
    const mapped = discussions.flatMap((discussion) => {
      const place = discussion.rowId === null ? undefined : intake.places.get(discussion.rowId)
      if (discussion.rowId === null || place === undefined) return []
      return [mapDiscussion(discussion, { id: discussion.rowId, ...place })]
    })
    for (const { records, issues } of mapped) {
      intake.commentRecords.push(...identify(records, { sheetId }))
      intake.issues.push(...issues)
    }
    await stageRecords(
      pool,
      runId,
      mapped.flatMap(({ records }) => records),
      signal,
    )
  }
}
