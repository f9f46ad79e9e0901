#!/usr/bin/env node
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { createLargeSheet } from './sample/largeSheet.ts'
import { createSampleSheet } from './sample/sampleSheet.ts'
import { startSimulator } from './simulator.ts'

const USAGE = `Usage: npm run simulator -- [options]

A local Smartsheet: the reading side of its API over HTTP. See docs/simulator.md.

  --port N        port to listen on (default 8181)
  --host H        address to listen on (default 127.0.0.1)
  --key KEY       API key to accept (default: invented and printed)
  --sample        with a sample CRM sheet (the default when nothing else is asked for)
  --large N       with a generated sheet of N rows and 25 columns
  --recorded DIR  with the recorded answers in DIR, and the sheets in them
`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8181' },
      host: { type: 'string', default: '127.0.0.1' },
      key: { type: 'string' },
      sample: { type: 'boolean', default: false },
      large: { type: 'string' },
      recorded: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(USAGE)
    return
  }
  const simulator = await startSimulator({ port: wholeNumber('port', values.port), host: values.host })
  const key = values.key === undefined ? simulator.apiKey : simulator.addKey({ key: values.key })
  if (values.recorded !== undefined) await simulator.serveRecordings(values.recorded)
  if (values.large !== undefined) createLargeSheet(simulator, { rows: wholeNumber('large', values.large) })
  if (values.sample || (values.recorded === undefined && values.large === undefined))
    createSampleSheet(simulator)
  process.stdout.write(`Base URL: ${simulator.baseUrl}\nAPI key:  ${key}\n`)
  for (const { id, name, rows } of simulator.store.sheets.values()) {
    process.stdout.write(`Sheet:    ${id}  ${name} (${rows.length} rows)\n`)
  }
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  await simulator.close()
}

function wholeNumber(option: string, value: string): number {
  if (!/^\d+$/.test(value)) throw new Error(`--${option} takes a whole number, not "${value}".`)
  return Number(value)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
