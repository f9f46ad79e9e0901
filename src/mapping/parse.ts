import { explainIssues } from './language/explainIssues.ts'
import { invalidMapping } from './faults.ts'
import { readYaml } from './language/readYaml.ts'
import { mappingSchema, type Mapping } from './schema.ts'

/** Throws SyncError `invalid_mapping` naming every fault. */
export function parseMapping(input: unknown): Mapping {
  const result = mappingSchema.safeParse(input)
  if (result.success) return result.data
  throw invalidMapping(explainIssues(result.error.issues, input))
}

/** Reads YAML, of which JSON is a part. Throws SyncError `invalid_mapping`. */
export const mappingFromText = (text: string): Mapping => parseMapping(readYaml(text))
