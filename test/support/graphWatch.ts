import { afterEach } from 'vitest'
import { takeReason, watchedDatabases } from './watchedDatabases.ts'

const SHOWN = 10

// A set-up file of vitest: after every test, the graphs of the test databases that are open must be as docs/invariants.sql
// wants them. A test that damages its graph on purpose says so (`damagesGraph`); a file that writes graphs which no sync
// would make has an `unwatched` database.
afterEach(async () => {
  const reason = takeReason()
  const databases = watchedDatabases()
  if (databases.length === 0) return
  const { newFaults } = await import('./invariants.ts')
  const faults: string[] = []
  for (const database of databases) faults.push(...(await newFaults(database)))
  if (reason === null && faults.length > 0)
    throw new Error(`This test leaves a faulty graph (docs/invariants.sql):\n${listed(faults)}`)
  if (reason !== null && faults.length === 0)
    throw new Error(`This test says that it damages the graph, which has no new fault: ${reason}`)
})

const listed = (faults: readonly string[]): string =>
  [
    ...faults.slice(0, SHOWN),
    ...(faults.length > SHOWN ? [`... and ${faults.length - SHOWN} more`] : []),
  ].join('\n')
