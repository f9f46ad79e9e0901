import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { graphSnapshot } from '../support/graphSnapshot.ts'
import { graphState } from '../support/records.ts'
import { RECORDED_CONTACTS as SHEET, RECORDED_FOLDER, RECORDED_PRESENT } from '../support/recorded.ts'
import { useSyncs } from '../support/syncStage.ts'

if (!RECORDED_PRESENT) {
  it('the recorded answers are absent: syncing a recorded sheet was left out', () => {
    expect(RECORDED_PRESENT).toBe(false)
  })
}

describe.runIf(RECORDED_PRESENT)('the recorded sheet, served as it is', () => {
  const stage = useSyncs()
  beforeAll(async () => {
    await stage.simulator.serveRecordings(RECORDED_FOLDER)
  })
  beforeEach(() => {
    stage.simulator.requests.length = 0
  })

  it('gives 3 contacts with emails, 2 companies with domains and 3 job roles, without any mapping given', async () => {
    const report = await stage.sync(SHEET)
    expect(report).toMatchObject({
      status: 'succeeded',
      rowsRead: 3,
      rowsMapped: 3,
      rowsEmpty: 0,
      rowsRejected: 0,
      counts: { Organization: { created: 2 }, Contact: { created: 3 } },
      issues: { warnings: 0, errors: 0 },
      mapping: { chosen: true },
    })
    expect(
      await stage.rows(
        'select name, first_name, last_name, email, company from graph.contacts where tenant = $1 order by name',
      ),
    ).toEqual([
      person('Alice', 'Smith', 'alice.smith@globex.com', 'Globex'),
      person('Bob', 'Lee', 'bob.lee@acme.com', 'ACME'),
      person('Charlie', 'Brown', 'charlie.brown@acme.com', 'ACME'),
    ])
    expect(
      await stage.rows('select name, domain, contacts from graph.companies where tenant = $1 order by name'),
    ).toEqual([
      { name: 'ACME', domain: 'acme.com', contacts: 2 },
      { name: 'Globex', domain: 'globex.com', contacts: 1 },
    ])
    expect(await stage.rows('select from graph.job_role where tenant = $1')).toHaveLength(3)
    expect(await stage.rows('select from graph.contact_has_email where tenant = $1')).toHaveLength(3)
  })

  it('R3 keeps custom fields with their types: false is false, 2 a number, the picklist a list, absent absent', async () => {
    await stage.sync(SHEET)
    const fields = await stage.rows(
      'select custom_fields from graph.contacts where tenant = $1 order by name',
    )
    expect(fields.map(({ custom_fields }) => custom_fields)).toEqual([
      { Maintains: ['nornir', 'napalm'] },
      { 'Number of children': 2, Maintains: ['simple-smartsheet', 'nornir'], Married: true },
      {
        'Number of children': 1,
        Maintains: ['nornir', 'napalm', 'netmiko'],
        'Birth date': '1990-01-01',
        Married: false,
      },
    ])
  })

  it('R4 each link carries row id, sheet id and the permalink of its row', async () => {
    await stage.sync(SHEET)
    const links = await stage.rows<{ external_id: string; external_id_second: string; external_url: string }>(
      'select external_id, external_id_second, external_url from graph.is_linked_with where tenant = $1',
    )
    expect(links).toHaveLength(6)
    expect(new Set(links.map((link) => link.external_id))).toEqual(
      new Set(['5210380100757380', '2958580287072132', '7462179914442628']),
    )
    for (const link of links) {
      expect(link.external_id_second).toBe(String(SHEET))
      expect(link.external_url).toMatch(new RegExp(`^https://.+rowId=${link.external_id}$`))
    }
  })

  it('R1 the next sync is unchanged after one request, and writes nothing', async () => {
    await stage.sync(SHEET)
    stage.simulator.requests.length = 0
    const before = await graphState(stage.pool)
    expect(await stage.sync(SHEET)).toMatchObject({ status: 'unchanged', apiRequests: 1 })
    expect(stage.simulator.requests.map(({ path }) => path)).toEqual([`/2.0/sheets/${SHEET}/version`])
    expect(await graphState(stage.pool)).toEqual(before)
  })

  it('R7 gives the same graph byte for byte with pages of 1, 2, 3 and 10000 rows', async () => {
    const graphs = new Set<string>()
    for (const pageSize of [1, 2, 3, 10_000]) {
      const tenant = `${stage.tenant}-${pageSize}`
      expect(await stage.sync(SHEET, { tenant, pageSize })).toMatchObject({ status: 'succeeded' })
      graphs.add(await graphSnapshot(stage.pool, tenant))
    }
    expect([...graphs]).toHaveLength(1)
    expect([...graphs][0]?.split('\n').filter((line) => line.startsWith('contact {'))).toHaveLength(3)
  })
})

const person = (first_name: string, last_name: string, email: string, company: string) => ({
  name: `${first_name} ${last_name}`,
  first_name,
  last_name,
  email,
  company,
})
