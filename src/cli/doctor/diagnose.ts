import type { BudgetState } from '../../connections/budget.ts'
import type { Connection } from '../../connections/model.ts'
import { isSyncError, SyncError } from '../../core/errors.ts'
import type { KeyOwner } from '../../smartsheet/doctor.ts'
import type { Column } from '../../smartsheet/model.ts'
import { readVersion } from '../../smartsheet/read.ts'
import { type SheetAddress, takeKey } from '../../sync/client.ts'
import type { App, CommandContext } from '../context.ts'
import { plural } from '../output/format.ts'
import { sampleSheet } from '../sheet.ts'
import { clockText } from './clock.ts'
import { bad, type Check, type Finding, good } from './finding.ts'
import { introduce, type Introduction } from './key.ts'
import { columnsText, mappingFindings, sheetText } from './sheet.ts'

/** Somebody waits for the answer: what lasts longer is the answer. */
const PATIENCE_MS = 5_000
const LONGEST_QUEUE_MS = 30_000

export interface Diagnosis {
  findings: Finding[]
  /** Of the sheet; empty where it could not be looked into. */
  columns: readonly Column[]
}

/** Follows the way of a sync until something is in it; what comes behind that is not asked any more. */
export async function diagnose(
  app: App,
  { address, connection }: { address: SheetAddress; connection: Connection | null },
  context: CommandContext,
): Promise<Diagnosis> {
  const findings: Finding[] = []
  let columns: readonly Column[] = []
  let check: Check = 'connection'
  const step = async (name: Check, text: () => string | Promise<string>) => {
    check = name
    findings.push(good(name, await text()))
  }
  let opened: Introduction | null = null
  try {
    await step('connection', () => stateText(connection))
    check = 'key'
    const key = await takeKey(app, address, {
      signal: context.signal,
      patienceMs: PATIENCE_MS,
      longestQueueMs: LONGEST_QUEUE_MS,
    })
    // Before the first request, which would wait.
    const budget = await key.budget.state()
    requireOpen(budget)
    check = 'region'
    opened = await introduce(app, key, address, context.signal)
    const { client, owner, place } = opened
    await step('key', () => keyText(owner, address))
    await step('budget', () => budgetText(budget))
    await step('region', () => place)
    await step('plan', () => planText(owner))
    // Nothing in the way of this sync: the others are asked as well.
    await step('clock', () => clockText(app.pool, context.clock, client.serverAheadMs())).catch(
      noted(findings),
    )
    check = 'sheet'
    await readVersion(client, address.sheetId)
    const sample = await sampleSheet(client, address.sheetId, context)
    columns = sample.sheet.columns
    await step('sheet', () => sheetText(sample))
    await step('permission', () => `${sample.sheet.accessLevel}, and reading is all that is needed`)
    await step('columns', () => columnsText(sample))
    check = 'mapping'
    findings.push(...mappingFindings(connection, sample))
  } catch (error) {
    if (!isSyncError(error)) throw error
    findings.push(bad(check, error))
  } finally {
    opened?.client.close()
  }
  return { findings, columns }
}

const noted = (findings: Finding[]) => (error: unknown) => {
  if (!isSyncError(error) || error.code !== 'clock_skew') throw error
  findings.push(bad('clock', error))
}

function stateText(connection: Connection | null): string {
  if (connection === null) return 'not connected; looked at with SMARTSHEET_ACCESS_TOKEN'
  if (!connection.enabled) {
    throw new SyncError('connection_not_found', 'Disconnected', {
      remedy: 'Connect it again with `connect`.',
    })
  }
  return `${connection.state}, synced every ${plural(connection.intervalHours, 'hour')}`
}

function requireOpen({ pausedMs }: BudgetState): void {
  if (pausedMs === 0) return
  const seconds = Math.ceil(pausedMs / 1000)
  throw new SyncError('rate_limited', `Smartsheet asked for a pause; it ends in ${seconds} s`)
}

function budgetText({ free, perMinute, waiting }: BudgetState): string {
  const queue = waiting === 0 ? '' : `, ${plural(waiting, 'request')} waiting`
  return `${plural(free, 'request')} may be sent at once, ${perMinute} a minute${queue}`
}

function keyText({ email, name }: KeyOwner, { apiKey }: SheetAddress): string {
  const owner = [name, email && `<${email}>`].filter(Boolean).join(' ') || 'an unnamed user'
  const origin = apiKey === null ? "the tenant's settings or the environment" : 'the connection'
  return `of ${owner}; from ${origin}`
}

const planText = ({ account }: KeyOwner): string =>
  `has API access${account === null ? '' : `, account ${account}`}`
