import { execFile } from 'node:child_process'
import { chown, stat } from 'node:fs/promises'
import { basename, dirname, parse } from 'node:path'
import { SyncError } from '../../core/errors.ts'

/** Runs a program to its end and returns what it printed; throws `embedded_database` with what it complained of. */
export type RunProgram = (program: string, args: readonly string[]) => Promise<string>

/** The operating system's account that PostgreSQL runs under. */
export interface Account {
  readonly run: RunProgram
  /** Gives a file or folder to this account. */
  readonly own: (path: string) => Promise<void>
}

interface Owner {
  readonly uid: number
  readonly gid: number
}

const NOBODY: Owner = { uid: 65534, gid: 65534 }

/**
 * PostgreSQL refuses to run as root. For root, it runs as the owner of `home` if that is somebody else, else as
 * `nobody`: plainly where the path to `program` and `home` is open to everybody, else (a checkout in /root, say)
 * with the one capability that ignores file permissions.
 */
export async function chooseAccount(home: string, program: string): Promise<Account> {
  if (process.getuid?.() !== 0) return { run: runIn(home), own: () => Promise.resolve() }
  const owner = await ownerOf(home)
  const open = (await isOpen(program)) && (await isOpen(dirname(home)))
  return {
    run: open ? runIn(home, owner) : runWithCapability(runIn(home), owner),
    own: (path) => chown(path, owner.uid, owner.gid),
  }
}

async function ownerOf(home: string): Promise<Owner> {
  try {
    const { uid, gid } = await stat(home)
    return uid === 0 ? NOBODY : { uid, gid }
  } catch {
    return NOBODY
  }
}

/** True when everybody may read and enter this path, as far as its permissions tell. */
async function isOpen(path: string): Promise<boolean> {
  if (((await stat(path)).mode & 0o5) !== 0o5) return false
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o1) === 0) return false
  }
  return true
}

function runWithCapability(run: RunProgram, { uid, gid }: Owner): RunProgram {
  const identity = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
  const capability = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override']
  return (program, args) => run('setpriv', [...identity, ...capability, '--', program, ...args])
}

const runIn =
  (home: string, owner?: Owner): RunProgram =>
  (program, args) =>
    new Promise((resolve, reject) => {
      const options = {
        ...owner,
        // The server lives longer than this process: it must not hold on to our folder, nor carry our secrets.
        cwd: parse(home).root,
        env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' },
      }
      execFile(program, args, options, (error, stdout, stderr) => {
        if (error === null) resolve(stdout)
        else reject(programFailure(program, error, stderr.trim() || stdout.trim()))
      })
    })

function programFailure(program: string, error: Error, output: string): SyncError {
  // Not error.message: it repeats the whole command line.
  const reason = output === '' ? `it could not be started (${reasonOf(error)})` : output
  return new SyncError('embedded_database', `Embedded PostgreSQL: ${basename(program)}: ${reason}`, {
    remedy: 'Set DATABASE_URL to a Postgres of your own, or run as an ordinary user of this machine.',
    cause: error,
  })
}

const reasonOf = (error: Error) => ('code' in error ? String(error.code) : error.name)
