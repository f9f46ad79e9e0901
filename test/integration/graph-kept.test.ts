import { expect, it } from 'vitest'
import { useGraph } from '../support/graphStage.ts'
import { company, mergeRecords } from '../support/records.ts'

const graph = useGraph()

it('R6 R8b a name that stays goes along to another company, where only this sheet knew the old one by it', async () => {
  await graph.merge([company('1', { name: 'Acme', domain: 'globex.example' })])
  await mergeRecords({ pool: graph.pool, tenant: graph.tenant, sheetId: '2' }, [
    company('8', { domain: 'acme.example' }),
    company('9', { domain: 'globex.example' }),
  ])
  // The cell of the name holds a formula that fails.
  await graph.merge([company('1', { domain: 'acme.example' }, { keep: ['name'] })])

  const { rows } = await graph.pool.query<{ slot: string; known: string[] }>(
    `select l.external_id as slot, array_agg(i.value order by i.kind) as known
     from graph.is_linked_with l
     join sync.identity i using (tenant, node_label, node_id)
     where l.tenant = $1
     group by l.external_id order by l.external_id`,
    [graph.tenant],
  )
  expect(rows).toEqual([
    { slot: '1', known: ['acme.example', 'acme'] },
    { slot: '8', known: ['acme.example', 'acme'] },
    { slot: '9', known: ['globex.example'] },
  ])
})
