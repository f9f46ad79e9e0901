import { hash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const SOURCES = join(import.meta.dirname, '..')

let digest: Promise<string> | null = null

/** Tells this program from another release of it, and from one that a programmer is changing: the digest of its sources. */
export function programDigest(): Promise<string> {
  digest ??= digestOf(SOURCES)
  return digest
}

async function digestOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const texts = await Promise.all(files.sort().map((file) => readFile(file, 'utf8')))
  return hash('sha256', texts.join('\0'), 'base64url')
}
