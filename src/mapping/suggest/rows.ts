import type { Row } from '../../smartsheet/model.ts'
import { hasContent } from '../fieldReader.ts'
import { DECIDING } from '../targets.ts'
import type { Chosen } from './draft.ts'

/** Whether rows stand below others. */
export function isTree(sample: readonly Row[]): boolean {
  const ids = new Set(sample.map(({ id }) => id))
  return sample.some(({ parentId }) => parentId !== null && ids.has(parentId))
}

/**
 * The owner column of deals or contacts as that of the companies, too: where at least half of its cells stand in
 * rows that name a company and nothing else to own, as rows of accounts above their deals do.
 */
export function companyOwner(chosen: readonly Chosen[], sample: readonly Row[]): Chosen | null {
  const owner = chosen.find(({ target }) => target === 'owner')
  if (
    owner === undefined ||
    chosen.some(({ entity, target }) => entity === 'organization' && target === 'owner')
  )
    return null
  const names = (row: Row, type: Chosen['entity']): boolean =>
    chosen.some(
      ({ entity, target, column }) =>
        entity === type && DECIDING[type].includes(target) && hasContent(row.cells.get(column.id)),
    )
  const owned = sample.filter(({ cells }) => hasContent(cells.get(owner.column.id)))
  const companies = owned.filter((row) => names(row, 'organization') && !names(row, owner.entity))
  return companies.length > 0 && 2 * companies.length >= owned.length
    ? { ...owner, entity: 'organization' }
    : null
}
