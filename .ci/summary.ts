// Tells which tests failed, and closes with the plain line "N passed, N failed".
// The failures stand at the end, because the output above them is thousands of lines long.
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'

/** What this reads of vitest's JSON report. */
interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: Suite[]
}

interface Suite {
  name: string
  status: string
  message: string
  assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
}

const MESSAGE_LINES = 40

const runs = process.argv.slice(2).map((file) => ({
  name: basename(file, '.json'),
  report: JSON.parse(readFileSync(file, 'utf8')) as Report,
}))

for (const { name, report } of runs)
  for (const suite of report.testResults)
    say(...failuresOf(suite).map((failure) => `FAILED in ${name}: ${failure}`))

const sum = (count: (report: Report) => number): number =>
  runs.reduce((total, { report }) => total + count(report), 0)

if (sum((report) => report.numPendingTests + report.numTodoTests) > 0) throw new Error('tests were skipped')
say(`${sum((report) => report.numPassedTests)} passed, ${sum((report) => report.numFailedTests)} failed`)

function failuresOf(suite: Suite): string[] {
  const failed = suite.assertionResults.filter((test) => test.status === 'failed')
  if (failed.length === 0) return suite.status === 'failed' ? [told(suite, 'the file', suite.message)] : []
  return failed.map((test) => told(suite, test.fullName, test.failureMessages.join('\n')))
}

function told(suite: Suite, test: string, message: string): string {
  return [`${suite.name}: ${test}`, ...message.split('\n').slice(0, MESSAGE_LINES)].join('\n')
}

function say(...lines: string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`)
}
