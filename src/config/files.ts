import { readFileSync } from 'node:fs'
import type { Environment } from './config.ts'
import { SECRET_VARIABLES } from './variables.ts'

const SUFFIX = '_FILE'

/** Variables that name a file with the value of a secret one, as container platforms mount them. */
export const FILE_VARIABLES: readonly string[] = [...SECRET_VARIABLES].map((name) => name + SUFFIX)

/**
 * The environment with the values of the files that it names; what is wrong with a file is a fault of its variable,
 * by name. Nothing of a file is ever shown.
 */
export function withFiles(env: Environment): { env: Environment; faults: Map<string, string> } {
  const faults = new Map<string, string>()
  const values: Record<string, string | undefined> = { ...env }
  for (const name of SECRET_VARIABLES) {
    const variable = name + SUFFIX
    const path = env[variable]?.trim() ?? ''
    if (path === '') continue
    if ((env[name]?.trim() ?? '') !== '') {
      faults.set(
        variable,
        `${variable} and ${name} are both set: one says where the value is, the other what`,
      )
      continue
    }
    try {
      values[name] = readFileSync(path, 'utf8')
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
      faults.set(variable, `${variable} names a file that cannot be read (${code})`)
    }
  }
  return { env: values, faults }
}
