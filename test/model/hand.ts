import type { Pool } from 'pg'
import type { Json } from '../../src/core/json.ts'
import { slotName } from './reference/contribution.ts'
import { editByHand, type Entity, valueOf } from './reference/entity.ts'
import type { Model } from './reference/model.ts'

/** What people write into the graph itself, by label: the column and the value, which for a flag is turned over. */
const EDITS = {
  Organization: [
    ...([
      ['name', 'By Hand'],
      ['industry', 'Crafts'],
      ['description', 'Ours'],
      ['hide', null],
    ] as const),
    ...([
      ['custom_fields', { hand: 1 }],
      ['owner_user_id', null],
    ] as const),
  ],
  Contact: [
    ...([
      ['name', 'By Hand'],
      ['first_name', 'Hand'],
      ['description', 'Ours'],
      ['hide', null],
    ] as const),
  ],
  Opportunity: [
    ...([
      ['name', 'By Hand'],
      ['amount', 99],
      ['external_stage', 'Hand'],
      ['archived', null],
    ] as const),
    ...([
      ['internal_stage', 'SUSPENDED'],
      ['organization_id', null],
    ] as const),
  ],
} as const
const FLAGS: readonly string[] = ['hide', 'archived']
const LABELS = ['Organization', 'Contact', 'Opportunity'] as const

/** The entity that a row is linked to; undefined where there is none. */
function entityOf(model: Model, sheet: string, row: number | undefined, number: number): Entity | undefined {
  const label = LABELS[number % LABELS.length] ?? 'Contact'
  const node = model.links.get(slotName({ sheet, label, slot: String(row) }))
  return node === undefined ? undefined : model.entities.get(node)
}

interface Hand {
  pool: Pool
  tenant: string
  model: Model
  sheet: string
  row: number | undefined
}

/** R10 */
export async function writeByHand(
  { pool, tenant, model, sheet, row }: Hand,
  edit: { label: number; field: number },
): Promise<void> {
  const entity = entityOf(model, sheet, row, edit.label)
  if (entity === undefined) return
  const edits = EDITS[entity.label as (typeof LABELS)[number]]
  const [field, written] = edits[edit.field % edits.length] ?? ['name', 'By Hand']
  const value: Json = FLAGS.includes(field) ? valueOf(entity, field) !== true : written
  const table = `graph.${entity.label.toLowerCase()}`
  await pool.query(
    `update ${table} set ${field} = (jsonb_populate_record(null::${table}, $3)).${field} where tenant = $1 and id = $2`,
    [tenant, entity.id, JSON.stringify({ [field]: value })],
  )
  editByHand(entity, field, value)
}

/** The entity is the sheet's again: with its last protected column, or because somebody says so. */
export async function giveBack(
  { pool, tenant, model, sheet, row }: Hand,
  edit: { label: number; whole: boolean },
): Promise<void> {
  const entity = entityOf(model, sheet, row, edit.label)
  if (entity === undefined) return
  await pool.query(
    `update graph.${entity.label.toLowerCase()}
     set protected_fields = '{}', source_of_truth = case when $3 then 'smartsheet' else source_of_truth end
     where tenant = $1 and id = $2`,
    [tenant, entity.id, edit.whole],
  )
  if (edit.whole || entity.protectedFields.size > 0) entity.owned = false
  entity.protectedFields.clear()
}
