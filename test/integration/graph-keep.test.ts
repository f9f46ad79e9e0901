import { describe, expect, it } from 'vitest'
import { useGraph } from '../support/graphStage.ts'
import { contact } from '../support/records.ts'

const graph = useGraph()

const NOWHERE = {
  raw_address: null,
  street: null,
  locality: null,
  region: null,
  zip: null,
  country: null,
  country_code_a2: null,
}
const bob = (location: object | null, keep: string[] = []) =>
  contact('1', { name: 'Bob', location: location && { ...NOWHERE, ...location } }, { keep })

const locations = async () => {
  const { rows } = await graph.pool.query<Record<string, unknown>>(
    `select l.street, l.locality, l.zip from graph.contact_associated_with_location e
     join graph.location l on (l.tenant, l.id) = (e.tenant, e.location_id)
     where e.tenant = $1`,
    [graph.tenant],
  )
  return rows
}

describe('parts of an address that are kept', () => {
  it('R8 a kept part stays beside those that change and those that are cleared', async () => {
    await graph.merge([bob({ street: 'Main 1', locality: 'Bonn', zip: '53111' })])
    await graph.merge([bob({ street: 'Side 2' }, ['location.zip'])])
    expect(await locations()).toEqual([{ street: 'Side 2', locality: null, zip: '53111' }])
  })

  it('R8 a kept part stays where all others are cleared', async () => {
    await graph.merge([bob({ street: 'Main 1', zip: '53111' })])
    await graph.merge([bob(null, ['location.zip'])])
    expect(await locations()).toEqual([{ street: null, locality: null, zip: '53111' }])
  })

  it('R8 there is no address where nothing that was kept had been there', async () => {
    await graph.merge([bob({ street: 'Main 1' })])
    await graph.merge([bob(null, ['location.zip'])])
    expect(await locations()).toEqual([])
    await graph.merge([bob({ street: 'Side 2' }, ['location.zip'])])
    expect(await locations()).toEqual([{ street: 'Side 2', locality: null, zip: null }])
  })
})
