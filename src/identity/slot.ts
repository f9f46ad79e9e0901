import type { NodeLabel } from '../core/labels.ts'

/** The place of an entity in the sheet. */
export interface Slot {
  label: NodeLabel
  externalId: string
}

/** By code units, the same wherever it runs. */
export const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

export const bySlot = (a: Slot, b: Slot): number =>
  byText(a.label, b.label) || byText(a.externalId, b.externalId)
