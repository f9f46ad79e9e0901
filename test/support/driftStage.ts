import type { ColumnState } from '../../simulator/store/model.ts'
import { commandLine } from './commandLine.ts'
import { createCrmSheet, useSyncs } from './syncStage.ts'

const BOB = {
  Company: 'Acme',
  Contact: 'Bob Lee',
  Email: 'bob@acme.example',
  Deal: 'Rollout',
  Amount: 1200,
  'Shoe size': 43,
}

/** Syncs of a sheet with one row, in which `Shoe size` is a custom field, and what is left of them. */
export function useDrift() {
  const stage = useSyncs()

  const command = async (line: string, input = ''): Promise<string> => {
    const env = {
      DATABASE_URL: stage.url,
      SMARTSHEET_BASE_URL: stage.simulator.baseUrl,
      SMARTSHEET_ACCESS_TOKEN: stage.simulator.apiKey,
    }
    const said = await commandLine(line.trim().split(' '), { env, input })
    if (said.exitCode !== 0) throw new Error(said.stderr)
    return said.stdout
  }

  async function synced() {
    const sheet = createCrmSheet(stage.simulator, [BOB])
    const [row = 0] = stage.simulator.sheets.rowIds(sheet)
    await stage.sync(sheet)
    return { sheet, row, sheets: stage.simulator.sheets }
  }

  return {
    stage,
    command,
    synced,
    /** What the row says of the deal and the contact in the graph. */
    facts: async () => {
      const [deal] = await stage.rows<{ amount: number | null; custom_fields: Record<string, unknown> }>(
        'select amount::int, custom_fields from graph.deals where tenant = $1',
      )
      const [person] = await stage.rows<{ email: string }>(
        'select email from graph.contacts where tenant = $1',
      )
      return { amount: deal?.amount, custom: deal?.custom_fields, email: person?.email }
    },
    issues: async (): Promise<string[]> => {
      const found = await stage.rows<{ code: string; column_title: string }>(
        'select code, column_title from sync.row_issue where tenant = $1 order by id',
      )
      return found.map(({ code, column_title: title }) => `${code} ${title}`)
    },
    messages: async (): Promise<string> => {
      const found = await stage.rows<{ message: string }>(
        'select message from sync.row_issue where tenant = $1 order by id',
      )
      return found.map(({ message }) => message).join('\n')
    },
    /** `mapping show`, an edit, `mapping set`. */
    save: async (sheet: number, edit = (mapping: string) => mapping): Promise<void> => {
      const target = `--tenant ${stage.tenant} --sheet ${sheet}`
      const mapping = await command(`mapping show ${target}`)
      await command(`mapping set ${target} --file -`, edit(mapping))
    },
    /** Takes a column away for as long as it is not put back, with what is in it. */
    takeAway: (sheet: number, title: string): (() => void) => {
      const state = stage.simulator.store.sheets.get(sheet)
      const column = state?.columns.find((one) => one.title === title)
      if (state === undefined || column === undefined) throw new Error(`no column ${title}`)
      const show = (columns: ColumnState[]) => {
        state.columns = columns
        stage.simulator.sheets.touch(sheet)
      }
      const all = [...state.columns]
      show(all.filter((one) => one !== column))
      return () => show(all)
    },
  }
}

/** A mapping by titles alone. */
export const byTitles = (mapping: string): string => mapping.replaceAll(/, columnId: "\d+"/g, '')
