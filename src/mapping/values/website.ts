import { registrableDomain } from '../../core/domain.ts'
import type { Cell } from '../../smartsheet/model.ts'
import { halfWidth, quoted, withoutInvisible } from './clean.ts'
import type { ReadContext, Reader } from './reader.ts'
import { saidText } from './text.ts'

const ADDRESS = /^https?:\/\/[^\s/?#]\S*$/i
const HOST = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+\.?(?::\d+)?(?:[/?#]\S*)?$/u

/** An http or https address: the text if it is one, else the link behind it. A bare host stays as typed. */
export const readWebsite: Reader<string> = (cell, context) =>
  siteOf(cell, context, isWebsite, 'is not a web address')

/** A domain or an address in it, as typed, else the link behind it. Identity takes the registrable part. */
export const readDomain: Reader<string> = (cell, context) =>
  siteOf(cell, context, isInDomain, 'is not an internet domain')

function siteOf(
  cell: Cell,
  { report }: ReadContext,
  isSite: (text: string) => boolean,
  fault: string,
): string | null {
  const text = saidText(cell, report)
  if (text === null) return null
  const plain = halfWidth(withoutInvisible(text))
  if (isSite(plain)) return plain
  const [first, ...more] = plain.split(/[\s,;|]+/).filter((part) => part !== '')
  if (
    first !== undefined &&
    more.length > 0 &&
    [first, ...more].every((one) => isSite(one) && isInDomain(one))
  ) {
    report('several_values', 'The cell names several addresses; the first was used.')
    return first
  }
  if (cell.hyperlink !== null && isSite(cell.hyperlink)) return cell.hyperlink
  report('invalid_url', `${quoted(text)} ${fault}.`)
  return null
}

const isWebsite = (text: string): boolean =>
  ADDRESS.test(text) ? URL.canParse(text) : HOST.test(text) && registrableDomain(text) !== null

const isInDomain = (text: string): boolean => !/[\s,;|]/.test(text) && registrableDomain(text) !== null
