import { expect, it } from 'vitest'
import { useGraph } from '../support/graphStage.ts'
import { company, graphState } from '../support/records.ts'

const graph = useGraph()

it('R6 R12 what rows say that are there outweighs what rows said whose removal waits', async () => {
  const others = Array.from({ length: 12 }, (_, at) => company(`${at + 3}`, { name: `Other ${at}` }))
  await graph.merge([
    company('1', { domain: 'acme.example' }),
    company('2', { name: 'Globex', domain: 'acme.example' }),
    ...others,
  ])
  // Row 20 is what rows 1 and 2 were, by a stronger key. So row 1 is another company, and the name is its own.
  const rows = [company('1', { name: 'Globex', domain: null }), company('20', { domain: 'acme.example' })]
  expect(await graph.merge(rows)).toMatchObject({ removalsHeld: 13 })

  const { rows: links } = await graph.pool.query<{ named: string; linked: string; claims: unknown }>(
    `select i.node_id as named, l.node_id as linked, l.payload -> 'keys' as claims
     from sync.identity i
     join graph.is_linked_with l using (tenant, node_label)
     where i.tenant = $1 and i.kind = 'name' and i.value = 'globex' and l.external_id = '1'`,
    [graph.tenant],
  )
  expect(links).toEqual([
    { named: links[0]?.linked, linked: links[0]?.linked, claims: [{ kind: 'name', value: 'globex' }] },
  ])
  const state = await graphState(graph.pool)
  await graph.merge(rows, { full: true })
  expect(await graphState(graph.pool), 'R13').toEqual(state)
})
