import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { SyncError } from '../core/errors.ts'

/** SECRETS_KEY and SECRETS_KEY_PREVIOUS, 32 bytes each. */
export interface SecretKeys {
  current: Uint8Array | null
  /** Still accepted for reading, so that keys can be rotated while workers run. */
  previous: readonly Uint8Array[]
}

/** The connection that a sealed key belongs to: copied to another one's row, it does not open. */
export interface SealedFor {
  tenant: string
  sheetId: string
}

const PLAIN = 'plain:'
const SEALED = 'v1'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Names a key without telling anything of it: which of several keys opens a sealed text. */
const keyId = (key: Uint8Array): string => createHash('sha256').update(key).digest('hex').slice(0, 8)

const associatedData = ({ tenant, sheetId }: SealedFor): Buffer =>
  Buffer.from(JSON.stringify([tenant, sheetId]))

/** True where a sealed text needs no other key than the current one. */
export const isSealedWith = (sealed: string, key: Uint8Array): boolean =>
  sealed.startsWith(`${SEALED}:${keyId(key)}:`)

/** `v1:<key id>:<nonce>:<ciphertext and tag>` by AES-256-GCM; `plain:<secret>` where there is no SECRETS_KEY. */
export function seal(secret: string, owner: SealedFor, keys: SecretKeys): string {
  if (keys.current === null) return PLAIN + secret
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keys.current, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(associatedData(owner))
  const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return [SEALED, keyId(keys.current), nonce.toString('base64url'), body.toString('base64url')].join(':')
}

/** The secret that `seal` was given. Throws `key_sealed` when no key at hand opens it for this owner. */
export function unseal(sealed: string, owner: SealedFor, keys: SecretKeys): string {
  if (sealed.startsWith(PLAIN)) return sealed.slice(PLAIN.length)
  const [version, id, nonce, body] = sealed.split(':')
  const key = [...(keys.current === null ? [] : [keys.current]), ...keys.previous].find(
    (k) => keyId(k) === id,
  )
  const who = `The API key of sheet ${owner.sheetId} of tenant ${owner.tenant}`
  if (version !== SEALED || nonce === undefined || body === undefined || key === undefined) {
    throw new SyncError('key_sealed', `${who} is sealed with a SECRETS_KEY that is not set here`)
  }
  const bytes = Buffer.from(body, 'base64url')
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), {
      authTagLength: TAG_BYTES,
    })
    decipher.setAAD(associatedData(owner))
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8')
  } catch {
    // Whatever went wrong, the cipher's own message helps nobody.
    throw new SyncError(
      'key_sealed',
      `${who} does not open: it was altered, or copied from another connection`,
    )
  }
}
