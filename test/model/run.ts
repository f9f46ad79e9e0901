import { hostname } from 'node:os'
import type { Pool } from 'pg'
import { isSyncError } from '../../src/core/errors.ts'
import type { SyncReport } from '../../src/sync/report.ts'
import type { SyncStage } from '../support/syncStage.ts'
import { differences } from './compare.ts'
import { type Desk, openDesk } from './desk.ts'
import { readGraph, readLinks } from './graph.ts'
import { giveBack, writeByHand } from './hand.ts'
import { killNextMerge } from './killer.ts'
import { createModel, type Model } from './reference/model.ts'
import type { Edit, Script, Sync } from './script.ts'
import { mappingOf } from './variants.ts'

/** What scripts are run on. */
export interface Machine {
  stage: SyncStage
  /** A pool of its own for syncs that are killed. */
  killed: Pool
}

/** A process of this host that is not there any more, another one every time: a sync of it is given up at once. */
const deadProcess = (): string => `${hostname()}/${99_000_000 + (deaths += 1)}`
let deaths = 0

interface Life {
  machine: Machine
  tenant: string
  model: Model
  desks: readonly Desk[]
  tally: Tally
}

/** How many syncs of each outcome there were. */
export type Tally = Map<string, number>

let scripts = 0

/** Lives a script through, and throws at the first sync after which the graph is not as the model has it. */
export async function runScript(machine: Machine, script: Script, tally: Tally): Promise<void> {
  const { stage } = machine
  scripts += 1
  const tenant = `model-${scripts}`
  const desks = script.variants.map((variant) => openDesk(stage.simulator, script, variant))
  const life = { machine, tenant, model: createModel(), desks, tally }
  try {
    for (const [number, desk] of desks.entries()) {
      for (const cells of script.rows[number] ?? []) desk.add(cells)
      await map(life, desk)
    }
    for (const { edits, sync } of script.phases) {
      for (const edit of edits) await apply(life, edit)
      await synchronise(life, sync)
    }
    for (const edit of script.last) await apply(life, edit)
    for (const sheet of desks.keys())
      await synchronise(life, {
        do: 'sync',
        sheet,
        full: false,
        allowRemovals: true,
        trigger: 'cli',
        pageSize: script.pageSize,
      })
  } finally {
    stage.simulator.faults.clear()
    for (const desk of desks) desk.close()
  }
}

async function map({ machine: { stage }, tenant, model }: Life, desk: Desk): Promise<void> {
  await stage.connect(desk.sheetId, { mapping: mappingOf(desk.variant, desk.columnIds) }, tenant)
  model.remapped(String(desk.sheetId))
}

async function apply(life: Life, edit: Edit): Promise<void> {
  const { machine, tenant, model, desks } = life
  const desk = desks[edit.sheet]
  if (desk === undefined) return
  if (edit.later) machine.stage.clock.advance(1_000)
  desk.apply(edit)
  if (edit.do === 'map') await map(life, desk)
  if (edit.do !== 'edit by hand' && edit.do !== 'give back') return
  const hand = {
    pool: machine.stage.pool,
    tenant,
    model,
    sheet: String(desk.sheetId),
    row: desk.rowAt(edit.row),
  }
  if (edit.do === 'edit by hand') await writeByHand(hand, edit)
  else await giveBack(hand, edit)
}

async function synchronise(life: Life, sync: Sync): Promise<void> {
  const { machine, tenant, model, desks, tally } = life
  const desk = desks[sync.sheet]
  if (desk === undefined) return
  const outcome = await attempt(life, desk, sync)
  const key = `${sync.do}: ${outcome}`
  tally.set(key, (tally.get(key) ?? 0) + 1)
  const { pool } = machine.stage
  const faults: string[] = []
  if (sync.do !== 'dry run' && MERGED.includes(outcome)) {
    const links = await readLinks(pool, tenant)
    const merged = model.merged(desk.now(), links, {
      allowRemovals: sync.do === 'sync' && sync.allowRemovals,
      seen: sync.do !== 'sync' || sync.trigger === 'cli',
    })
    faults.push(...merged.faults)
    if (merged.status !== outcome) faults.push(`the run was ${outcome} and should have been ${merged.status}`)
  }
  faults.push(...differences(model, await readGraph(pool, tenant)))
  if (faults.length > 0)
    throw new Error(`after "${sync.do}" of sheet ${sync.sheet + 1}:\n${faults.join('\n')}`)
}

const MERGED = ['succeeded', 'partial', 'held']

async function attempt(life: Life, desk: Desk, sync: Sync): Promise<string> {
  const { machine, tenant } = life
  const { stage, killed } = machine
  const options = { tenant, pageSize: sync.pageSize }
  if (sync.do === 'sync')
    return said(
      await stage.sync(desk.sheetId, {
        ...options,
        full: sync.full,
        allowRemovals: sync.allowRemovals,
        trigger: sync.trigger,
      }),
    )
  if (sync.do === 'dry run') return said(await stage.sync(desk.sheetId, { ...options, dryRun: true }))
  if (sync.do === 'fail') {
    fail(stage, desk, sync.how)
    const report = await stage.sync(desk.sheetId, options)
    stage.simulator.faults.clear()
    return said(report)
  }
  const { disarm } = killNextMerge(killed, sync.at)
  try {
    return said(await stage.sync(desk.sheetId, { ...options, pool: killed, worker: deadProcess() }))
  } catch (error) {
    if (!isSyncError(error) || error.code !== 'database_unavailable') throw error
    return await fateOf(life, desk)
  } finally {
    disarm()
  }
}

function said({ status, errorCode, errorMessage }: SyncReport): string {
  if (errorCode === 'internal') throw new Error(`a sync failed: ${errorMessage ?? ''}`)
  return errorCode ?? status
}

/** Of a run that nobody could report: it has merged or it has not, and its own record is a part of the merge (R14). */
async function fateOf({ machine, tenant }: Life, desk: Desk): Promise<string> {
  const { rows } = await machine.stage.pool.query<{ status: string }>(
    'select status from sync.run where tenant = $1 and sheet_id = $2 order by started_at desc, id desc limit 1',
    [tenant, String(desk.sheetId)],
  )
  return rows[0]?.status ?? 'none'
}

function fail({ simulator }: SyncStage, desk: Desk, how: 'down' | 'gone' | 'moving'): void {
  const { faults, sheets } = simulator
  if (how === 'moving')
    faults.add({ times: Infinity, act: { kind: 'edit', run: () => sheets.touch(desk.sheetId) } })
  else faults.add({ times: Infinity, act: { kind: 'answer', status: how === 'down' ? 503 : 404 } })
}
