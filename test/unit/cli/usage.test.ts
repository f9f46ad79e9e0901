import { describe, expect, it } from 'vitest'
import { worse } from '../../../src/cli/context.ts'
import { reportFailure } from '../../../src/cli/failure.ts'
import { SyncError } from '../../../src/core/errors.ts'
import { commandLine } from '../../support/commandLine.ts'

/** No environment is right with this one; so a command that gets past its own options fails with it. */
const WRONG = { RUN_ONCE: 'banana' }

describe('usage', () => {
  it.each([
    ['--help'],
    ['-h'],
    ['sync -h'],
    ['connect --help'],
    ['mapping suggest -h'],
    ['runs show --help'],
    ['help sync'],
    ['--version'],
  ])('%s works whatever the environment, and exits 0', async (line) => {
    const { exitCode, stdout, stderr } = await commandLine(line.split(' '), { env: WRONG })
    expect([exitCode, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/Usage: smartsheet-sync|1\.2\.3/)
  })

  it.each([
    ['--frobnicate', /unknown option '--frobnicate'/],
    ['frobnicate', /unknown command 'frobnicate'/],
    ['synk', /Did you mean sync/],
    ['sync --sheet abc', /A sheet id is a number/],
    ['sync --tenant', /argument missing/],
    ['sync 5', /too many arguments/],
    ['check', /Say what to check: --tenant T --sheet ID, or --graph/],
    ['check --tenant a', /Say what to check/],
    ['check --sheet 1', /Say whose sheet that is/],
    ['check --graph --sheet 1', /Say whose sheet that is/],
    ['connect --tenant a', /required option '--sheet <id>'/],
    ['connect --tenant a --sheet 1 --interval 25', /whole number from 1 to 24/],
    ['connect --tenant a --sheet 1 --interval 0', /whole number from 1 to 24/],
    ['connect --tenant a --sheet 1 --interval 1.5', /whole number from 1 to 24/],
    ['connect --tenant a --sheet 1 --region mars', /Allowed choices are us, eu, au, gov/],
    ['disconnect --tenant a --sheet 1 --all', /cannot be used with/],
    ['issues --tenant a --sheet 1 --format xml', /Allowed choices are table, csv, json/],
    ['runs --limit -5', /whole number/],
    ['runs show', /missing required argument 'id'/],
    ['mapping', /Usage: smartsheet-sync mapping/],
    ['mapping set --tenant a --sheet 1', /required option '--file <file>'/],
  ])('%s exits 2 and says why', async (line, why) => {
    const { exitCode, stdout, stderr } = await commandLine(line.split(' '), { env: WRONG })
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(why)
  })

  it('without a command shows what there is, exits 2', async () => {
    const { exitCode, stderr } = await commandLine([])
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/Usage: smartsheet-sync/)
  })

  it('names every bad variable in one message, exits 2', async () => {
    const env = { RUN_ONCE: 'banana', SYNC_INTERVAL_HOURS: '25' }
    const { exitCode, stderr } = await commandLine(['connections'], { env })
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/^error: .*SYNC_INTERVAL_HOURS.*RUN_ONCE.*\n {2}→ /s)
  })

  it('a database that is down is one line with what to do, without the password', async () => {
    const env = { DATABASE_URL: 'postgres://me:hunter2@127.0.0.1:1/db' }
    const { exitCode, stderr } = await commandLine(['connections'], { env })
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(
      /^error: .*127\.0\.0\.1:1.*\n {2}→ Check DATABASE_URL and that Postgres is up\.\n$/,
    )
    expect(stderr).not.toContain('hunter2')
  })
})

describe('failures', () => {
  function failure(error: unknown, debug = false) {
    let stderr = ''
    const terminal = { err: (text: string) => void (stderr += `${text}\n`) }
    return { exitCode: reportFailure(terminal, error, debug), stderr }
  }

  it('an expected one is its message and its remedy, with the exit code of its kind', () => {
    const refused = failure(new SyncError('key_invalid', 'Smartsheet refused the key'))
    expect(refused.exitCode).toBe(1)
    expect(refused.stderr).toMatch(/^error: Smartsheet refused the key\n {2}→ Make a new API key .*\n$/)
    expect(failure(new SyncError('usage', 'no')).exitCode).toBe(2)
  })

  it('an unexpected one is one line, and a stack only for debugging', () => {
    const error = new TypeError('x is undefined\nand more')
    expect(failure(error).stderr.split('\n')).toHaveLength(3)
    expect(failure(error).stderr).not.toContain(' at ')
    expect(failure(error, true).stderr).toContain(' at ')
    expect(failure('a thrown text').stderr).toContain('error: a thrown text')
  })

  it('of several exit codes the worst counts: a failure over wrong usage over held rows', () => {
    expect([worse(0, 3), worse(3, 2), worse(1, 2), worse(2, 3), worse(0, 0)]).toEqual([3, 2, 1, 2, 0])
  })
})
