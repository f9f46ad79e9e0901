import type { Pool } from 'pg'
import { company, contact, email, mergeRecords, pipeline, record } from './records.ts'

const PLACE = { raw_address: null, street: 'Ring 1', locality: 'Ulm', region: null, zip: '1', country: null }
const phone = (raw: string) => ({ raw, e164: raw.replaceAll(' ', ''), countryCodeA2: 'DE', label: 'WORK' })

/** A graph of tenant acme with something in every table, and a connection whose last run made it. */
export async function makeGoodGraph(pool: Pool): Promise<void> {
  const { counts } = await mergeRecords({ pool }, [
    ...pipeline(),
    record({ label: 'User', row: '2', fields: { name: 'Omar', emails: [email('omar@us.example')] } }),
    company('2', {
      name: 'Bolt',
      domain: 'bolt.example',
      relationship: 'PROSPECT',
      stage: 'LEAD',
      emails: [email('info@bolt.example')],
      phones: [phone('+49 30 1')],
      tags: ['big'],
      location: { ...PLACE, country_code_a2: null },
    }),
    contact(
      '2',
      {
        name: 'Cy',
        emails: [email('cy@bolt.example')],
        tags: ['vip'],
        location: { ...PLACE, country_code_a2: null },
      },
      { refs: { organization: '2' } },
    ),
    record({
      label: 'Opportunity',
      row: '2',
      fields: { name: 'Pilot', tags: ['hot'] },
      refs: { organization: '2', owner: '2', contacts: ['2'] },
      custom: { Size: 3 },
    }),
    record({ label: 'InteractionSession', row: '3', fields: { name: 'Talk', identifier: '3' } }),
    record({
      label: 'InteractionEvent',
      row: '4',
      fields: { content: 'Hello' },
      refs: { session: '3', sender: '2' },
    }),
    record({
      label: 'InteractionEvent',
      row: '5',
      fields: { content: 'Well' },
      refs: { session: '3', sender: '1', repliesTo: '4' },
    }),
  ])
  await pool.query(
    `with c as (insert into sync.connection (tenant, sheet_id, source) values ('acme', '1', 'cli') returning *),
     r as (
       insert into sync.run (id, connection_id, tenant, sheet_id, trigger, status, finished_at, rows_read, rows_mapped, counts)
       select gen_random_uuid(), id, tenant, sheet_id, 'cli', 'succeeded', now(), 5, 5, $1 from c returning *)
     insert into sync.row_issue (tenant, connection_id, run_id, severity, code, message)
     select tenant, connection_id, id, 'warning', 'bad_email', '...' from r`,
    [JSON.stringify(counts)],
  )
}
