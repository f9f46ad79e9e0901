import type { NodeLabel } from '../core/labels.ts'
import type { KeyKind } from './model.ts'

export interface KeyMap<V> {
  get(label: NodeLabel, kind: KeyKind, value: string): V | undefined
  set(label: NodeLabel, kind: KeyKind, value: string, item: V): void
}

/**
 * What belongs to keys, by label, kind and value in turn: as one text these would take more room than all that they
 * name, and a sheet has a hundred thousand.
 */
export function createKeyMap<V>(): KeyMap<V> {
  const byLabel = new Map<NodeLabel, Map<KeyKind, Map<string, V>>>()
  const valuesOf = (label: NodeLabel, kind: KeyKind) => byLabel.get(label)?.get(kind)
  return {
    get: (label, kind, value) => valuesOf(label, kind)?.get(value),
    set(label, kind, value, item) {
      const byKind = byLabel.get(label) ?? new Map<KeyKind, Map<string, V>>()
      const byValue = byKind.get(kind) ?? new Map<string, V>()
      byLabel.set(label, byKind.set(kind, byValue.set(value, item)))
    },
  }
}
