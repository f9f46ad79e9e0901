import type { Logger } from '../core/logger.ts'
import { SyncError, isSyncError, messageOf } from '../core/errors.ts'
import { type Cluster, type ServerSettings, openCluster, urlOf } from './embedded/cluster.ts'
import { type Member, enter, leave } from './embedded/membership.ts'

export interface EmbeddedSettings {
  readonly dataDir: string
  readonly logger: Logger
  /** For a new cluster, beside what it needs anyway. */
  readonly settings?: ServerSettings
}

export interface EmbeddedPostgres {
  readonly url: string
  /** Leaves the server; the last one to leave stops it. */
  readonly close: () => Promise<void>
}

/**
 * A real PostgreSQL server from an npm package, for trials and tests. Processes with the same `dataDir` share it.
 * Throws `embedded_database`.
 */
export async function openEmbedded(settings: EmbeddedSettings): Promise<EmbeddedPostgres> {
  try {
    return await open(settings)
  } catch (error) {
    if (isSyncError(error)) throw error
    const reason = `The embedded PostgreSQL under ${settings.dataDir} cannot be used: ${messageOf(error)}`
    throw new SyncError('embedded_database', reason, {
      remedy: 'Run as the user that made that folder, name another one in DATA_DIR, or set DATABASE_URL.',
      cause: error,
    })
  }
}

async function open({ dataDir, logger, settings = {} }: EmbeddedSettings): Promise<EmbeddedPostgres> {
  const cluster = await openCluster(dataDir, settings)
  const member = await enter(cluster)
  const { rows } = await member.client.query<{ server_version: string }>('show server_version')
  logger.info(
    { version: rows[0]?.server_version, address: `127.0.0.1:${member.port}`, directory: cluster.home },
    'embedded PostgreSQL, for trials and tests, not for production',
  )
  return { url: urlOf(cluster, member.port), close: keepMembership(cluster, member, logger) }
}

/** Enters again, at the same port, whenever the connection that counts us is lost; returns how to leave. */
function keepMembership(cluster: Cluster, first: Member, logger: Logger): () => Promise<void> {
  let closed = false
  let current: Promise<Member | undefined> = Promise.resolve(first)

  const enterAgain = async (): Promise<Member | undefined> => {
    logger.warn({ directory: cluster.home }, 'the embedded PostgreSQL is gone, starting it again')
    try {
      return watch(await enter(cluster, first.port))
    } catch (error) {
      logger.error({ reason: messageOf(error) }, 'the embedded PostgreSQL could not be started again')
      return undefined
    }
  }
  const watch = (member: Member): Member => {
    member.client.once('end', () => {
      if (!closed) current = enterAgain()
    })
    return member
  }
  watch(first)

  return async () => {
    if (closed) return
    closed = true
    const member = await current
    if (member !== undefined) await leave(cluster, member)
  }
}
