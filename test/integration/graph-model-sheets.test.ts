import { expect, it } from 'vitest'
import { checkScripts, runsOf } from '../model/property.ts'
import { useSyncs } from '../support/syncStage.ts'

const stage = useSyncs()

it.each(['domains', 'names'] as const)(
  'R6 R7 two sheets that know each other by %s: after every sync the graph equals the model of both',
  { timeout: 3_600_000 },
  async (world) => {
    const said = await checkScripts(stage, world, { numRuns: runsOf(0.1) })
    process.stdout.write(`model, ${said}\n`)
    expect(said).toContain('scripts')
  },
)
