import type { Json, JsonObject } from './model.ts'

/** The members of an object but for those named. */
export function without(object: Readonly<Record<string, Json>>, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)))
}
