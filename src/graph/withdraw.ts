import type { RemovalWarrant } from '../core/warrant.ts'
import { mergeSheet, type MergeCounts } from './merge.ts'
import { run, type MergeScope } from './scope.ts'

/**
 * Takes back all that a sheet has contributed, at an operator's order: as if every row of it had gone, without
 * the guard, and without remembering its rows and external keys for their return.
 */
export async function withdrawSheet(scope: MergeScope): Promise<MergeCounts> {
  const { counts } = await mergeSheet(scope, [], { warrant: {} as RemovalWarrant, upTo: Infinity })
  await run(
    scope,
    `delete from sync.identity where tenant = :tenant and kind in ('slot', 'key') and starts_with(value, :sheet || ':')`,
  )
  return counts
}
