import { hash } from 'node:crypto'
import type { Json } from '../core/json.ts'

/**
 * Equal for equal content (R13). Whoever builds it writes its keys in an order that depends on nothing but the
 * mapping: sorting them here would take as long as all the rest of mapping a row.
 */
export const contentHash = (said: Json[]): string => hash('sha256', JSON.stringify(said), 'base64url')
