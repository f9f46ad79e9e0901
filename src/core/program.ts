import { hash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const SOURCES = join(import.meta.dirname, '..')

let digest: Promise<string> | null = null

/**
 * Tells this program from another release of it, from one that a programmer is changing, and from one with other libraries:
 * the digest of its sources, of what is installed beside them, and of Node.
 */
export async function programDigest(): Promise<string> {
  digest ??= digestOf(SOURCES)
  try {
    return await digest
  } catch (error) {
    digest = null
    throw error
  }
}

async function digestOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const texts = await Promise.all(files.sort().map((file) => readFile(file, 'utf8')))
  const said = [...texts, await installed(), JSON.stringify(process.versions)]
  return hash('sha256', said.join('\0'), 'base64url')
}

/** What npm has noted of the packages; blank where others have installed them. */
const installed = (): Promise<string> =>
  readFile(join(SOURCES, '..', 'node_modules', '.package-lock.json'), 'utf8').catch(() => '')
