import { quoted } from './clean.ts'
import type { Reader } from './reader.ts'
import { cellText } from './text.ts'

const HOST = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?::\d+)?(?:[/?#]\S*)?$/u

/** An http or https address: the text if it is one, else the link behind it. A bare host stays as typed. */
export const readWebsite: Reader<string> = (cell, { report }) => {
  const text = cellText(cell, report)
  if (text !== null && (isWebAddress(text) || HOST.test(text))) return text
  if (cell.hyperlink !== null && isWebAddress(cell.hyperlink)) return cell.hyperlink
  if (text !== null) report('invalid_url', `${quoted(text)} is not a web address.`)
  return null
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text)
}
