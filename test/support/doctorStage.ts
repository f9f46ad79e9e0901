import { afterAll, afterEach, beforeEach, expect } from 'vitest'
import type { FaultAct } from '../../simulator/faults/faults.ts'
import type { KeySpec } from '../../simulator/http/keys.ts'
import type { Surroundings } from './commandLine.ts'
import { commandStage, type CommandStage } from './commandStage.ts'
import { type Regions, regionsWith } from './regions.ts'
import { useNock } from './wireMocks.ts'

export interface Report {
  exitCode: number
  ok: boolean
  findings: { check: string; ok: boolean; code: string | null; text: string; remedy: string | null }[]
  columns: { title: string; type: string }[]
}

/** A sheet, a Smartsheet around it that can be broken, and the doctor. */
export interface DoctorStage extends CommandStage {
  check: (id?: string, around?: Surroundings) => Promise<Report>
  connect: (options?: string) => Promise<void>
  /** Every request whose path fits meets it. */
  fault: (act: FaultAct, path?: RegExp) => void
  withKey(key: string): Surroundings
  anotherKey(spec: KeySpec): Surroundings
  regions: Regions
  /** Without a configured address. */
  regional: Surroundings
}

export const refusal = (status: number, errorCode: number): FaultAct => ({
  kind: 'answer',
  status,
  body: { errorCode, message: 'As Smartsheet says.', refId: 'r1' },
})

export async function useDoctor(): Promise<DoctorStage> {
  const stage = await commandStage()
  const { env, run, sheet, simulator } = stage
  const regions = regionsWith(sheet)
  const withKey = (key: string): Surroundings => ({ env: { ...env, SMARTSHEET_ACCESS_TOKEN: key } })
  useNock()
  afterAll(() => stage.close())
  beforeEach(async () => {
    await stage.reset()
    await stage.db.pool.query('truncate sync.api_budget')
  })
  afterEach(() => {
    regions.asked.length = 0
    simulator.faults.clear()
  })
  return {
    ...stage,
    regions,
    regional: { env: { ...env, SMARTSHEET_BASE_URL: '' } },
    withKey,
    anotherKey: (spec) => withKey(simulator.addKey(spec)),
    async check(id = sheet, around = {}) {
      const { exitCode, stdout } = await run(`check --tenant acme --sheet ${id} --json`, around)
      return { ...(JSON.parse(stdout) as Report), exitCode }
    },
    async connect(options = '') {
      const said = await run(`connect --tenant acme --sheet ${sheet} --no-check${options}`)
      expect(said.exitCode).toBe(0)
    },
    fault: (act, path = /./) => simulator.faults.add({ times: Infinity, when: { path }, act }),
  }
}
