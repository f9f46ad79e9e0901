import { expect, test } from 'vitest'
import type { History } from '../../../src/identity/model.ts'
import { resolve } from '../../../src/identity/resolve.ts'
import { company, counter, person, untold } from './memory.ts'

/** What this process has computed so far, in ms: other work on the machine does not count. */
const computed = (): number => process.cpuUsage().user / 1_000

test('60,000 records are resolved in about linear time', () => {
  const records = Array.from({ length: 30_000 }, (_, at) => [
    person(`r${at}`, { email: `p${at}@a.com`, phone: `+49${at}`, name: `n${at}` }),
    company(`r${at}`, { domain: `d${at % 9000}.com`, name: `c${at % 10_000}` }),
  ]).flat()
  const first = resolve(records, untold, counter())
  const known = first.assignments.flatMap(({ label, nodeId, keys }) =>
    keys.map((key) => ({ label, nodeId, ...key, elsewhere: false })),
  )
  const started = computed()
  const second = resolve(records, { ...untold, known, links: first.assignments }, counter())
  const elapsed = computed() - started
  expect(second).toEqual(first)
  // About half a second on two busy cores; the bound only catches what is not linear.
  expect(elapsed).toBeLessThan(3000)
})

test('20,000 people who all come under one email at once take linear time', () => {
  const history: History = {
    ...untold,
    links: Array.from({ length: 20_000 }, (_, at) => ({
      label: 'Contact',
      externalId: `r${at}`,
      nodeId: `e${String(at).padStart(5, '0')}`,
      keys: [],
    })),
  }
  const records = [...history.links].map(({ externalId }) => person(externalId, { email: 'a@x.com' }))
  const started = computed()
  const { assignments } = resolve(records, history, counter())
  expect(new Set(assignments.map(({ nodeId }) => nodeId))).toEqual(new Set(['e00000']))
  expect(computed() - started).toBeLessThan(3000)
})
