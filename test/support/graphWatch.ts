import { afterEach } from 'vitest'
import { takeReason, watchedDatabases } from './watchedDatabases.ts'

// A set-up file of vitest: after every test, the graphs of the test databases that are open must be as docs/invariants.sql
// wants them. A test that damages its graph on purpose says so (`damagesGraph`).
afterEach(async () => {
  const reason = takeReason()
  const databases = watchedDatabases()
  if (databases.length === 0) return
  const { newFaults } = await import('./invariants.ts')
  const faults: string[] = []
  for (const database of databases) faults.push(...(await newFaults(database)))
  if (reason === null && faults.length > 0)
    throw new Error(`This test leaves a faulty graph (docs/invariants.sql):\n${faults.join('\n')}`)
  if (reason !== null && faults.length === 0)
    throw new Error(`This test says that it damages the graph, which has no new fault: ${reason}`)
})
