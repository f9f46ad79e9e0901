import { expect, it } from 'vitest'
import { checkScripts, runsOf } from '../model/property.ts'
import { useSyncs } from '../support/syncStage.ts'

const stage = useSyncs()

it(
  'R6 R7 after every sync of a sheet the graph equals the model of it, whatever happened before: other scripts, at the same time',
  { timeout: 3_600_000 },
  async () => {
    const said = await checkScripts(stage, 'one', { numRuns: runsOf(0.4), part: 1 })
    process.stdout.write(`model, ${said}\n`)
    expect(said).toContain('scripts')
  },
)
