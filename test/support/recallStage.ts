import { beforeEach } from 'vitest'
import { createCrmSheet, people, useSyncs, type SyncOptions } from './syncStage.ts'

/** Where the people that tests speak of stand in the sheet. */
export const [BO, ANN] = [0, 1]

/** Syncs of a sheet of four people, that tell which rows were mapped and which recalled. */
export function useRecall() {
  const stage = useSyncs()
  const sheets = () => stage.simulator.sheets
  const recall = {
    stage,
    sheet: 0,
    sheets,
    row: (contact: string) => sheets().findRow(recall.sheet, 'Contact', contact),
    /** Syncs the sheet once more, and says which of the people's rows were mapped, by place. */
    mappedAnew: async (options: SyncOptions = {}): Promise<number[]> => {
      sheets().touch(recall.sheet)
      await stage.sync(recall.sheet, options)
      const { rows } = await stage.pool.query<{ row_id: string }>(
        'select row_id from sync.known_row where tenant = $1 and mapped_at = $2',
        [stage.tenant, stage.clock.now()],
      )
      const mapped = new Set(rows.map(({ row_id }) => Number(row_id)))
      return sheets()
        .rowIds(recall.sheet)
        .flatMap((id, at) => (mapped.has(id) ? [at] : []))
    },
    /** The names that the view shows. */
    contacts: async (): Promise<string[]> => {
      const sql = 'select name from graph.contacts where tenant = $1 order by 1'
      return (await stage.rows<{ name: string }>(sql)).map(({ name }) => name)
    },
  }
  beforeEach(() => {
    recall.sheet = createCrmSheet(stage.simulator, [
      { Company: 'Acme', Contact: 'Bo Chan', Email: 'bo@acme.example', Phone: '+1 917 555 0141' },
      { Company: 'Acme', Contact: 'Ann Bell', Email: 'ann@acme.example', Phone: 'at the front desk' },
      ...people(2).map((cells, at) => ({ ...cells, Phone: `+1 917 555 013${at}` })),
    ])
  })
  return recall
}
