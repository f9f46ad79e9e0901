// What the views cost on a large graph: for their owner, and for a role that sees one tenant by row-level security.
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { Client } from 'pg'
import { openDatabase } from '../database.ts'
import { wholeNumber } from '../options.ts'
import { print, printTable, whole } from '../tables.ts'
import { fillGraph } from './fill.ts'
import { ask, type Answer } from './ask.ts'
import { QUESTIONS, questionSql } from './questions.ts'

const USAGE = `Usage: npm run bench:views -- [options]

  --entities N     of all tenants: 60 % contacts, 25 % companies, 15 % deals (default 100000)
  --tenants N      (default 4)
  --repeat N       times of each question; the smallest counts (default 5)
  --without A,B    indexes of graph that are dropped for a second measurement
  --plans          prints how Postgres answers the role that reads, too

Without DATABASE_URL an embedded Postgres is started and thrown away; with it, a database of its own is made there.
`
const TENANT = 'tenant-1'

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      entities: { type: 'string', default: '100000' },
      tenants: { type: 'string', default: '4' },
      repeat: { type: 'string', default: '5' },
      without: { type: 'string', default: '' },
      plans: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return void process.stdout.write(USAGE)
  const entities = wholeNumber('entities', values.entities)
  const tenants = wholeNumber('tenants', values.tenants)
  const repeat = wholeNumber('repeat', values.repeat)
  const without = values.without.split(',').filter(Boolean)
  const database = await openDatabase()
  const owner = await connected(database.url)
  const role = `bench_reader_${randomBytes(4).toString('hex')}`
  try {
    const [contacts, companies, deals] = [entities * 0.6, entities * 0.25, entities * 0.15]
    await fillGraph(owner, { tenants, contacts, companies, deals })
    await owner.query(`create role ${role}; grant usage on schema graph to ${role};
      grant select on all tables in schema graph to ${role}`)
    const bench: Bench = { owner, role, repeat, plans: values.plans }
    print(
      `${whole(entities)} entities of ${tenants} tenants; ms, pages of Postgres (8 kB) that were looked at, and rows`,
    )
    await measure(bench, 'As it is')
    if (without.length === 0) return
    await owner.query(`drop index ${without.map((name) => `graph.${name}`).join(', ')}`)
    await measure(bench, `Without ${without.join(', ')}`)
  } finally {
    await owner.query(`drop owned by ${role}; drop role ${role}`)
    await owner.end()
    await database.close()
  }
}

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url })
  await client.connect()
  return client
}

interface Bench {
  owner: Client
  role: string
  repeat: number
  plans: boolean
}

async function measure({ owner, role, repeat, plans }: Bench, title: string): Promise<void> {
  const table = [['view', 'question', 'owner: ms', 'pages', 'reader: ms', 'pages', 'rows']]
  const shown: string[] = []
  for (const question of QUESTIONS) {
    const byOwner = await ask(owner, questionSql(question, TENANT), repeat)
    await owner.query(`set role ${role}; set app.tenant = '${TENANT}'`)
    const byReader = await ask(owner, questionSql(question, null), repeat)
    await owner.query(`reset role; reset app.tenant`)
    const figures = (answer: Answer) => [answer.ms.toFixed(1), whole(answer.pages)]
    table.push([
      question.view,
      question.name,
      ...figures(byOwner),
      ...figures(byReader),
      whole(byReader.rows),
    ])
    shown.push(`\n${question.view}, ${question.name}\n${byReader.plan}`)
  }
  print(`\n${title}\n`)
  printTable(table)
  if (plans) print(shown.join('\n'))
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
