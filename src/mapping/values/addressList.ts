const CLOSING: Readonly<Record<string, string>> = { '"': '"', '<': '>', '(': ')' }
const NAME_THEN_ADDRESS = /^[^@]*<[^<>]*@[^<>]*>\s*$/

interface Piece {
  text: string
  /** The separator behind it. */
  end: string
}

/**
 * A list of addresses in pieces of one each, trimmed, none blank. Not cut within quotes and brackets, nor
 * where a comma stands within a name: "Lee, Bob <bob@acme.com>".
 */
export function splitAddresses(text: string): string[] {
  const pieces = cut(text)
  const whole: string[] = []
  for (let i = 0; i < pieces.length; i++) {
    const { text: piece = '', end } = pieces[i] ?? { end: '' }
    const next = pieces[i + 1]
    if (next && end === ',' && !piece.includes('@') && NAME_THEN_ADDRESS.test(next.text))
      next.text = `${piece},${next.text}`
    else if (piece.trim() !== '') whole.push(piece.trim())
  }
  return whole
}

function cut(text: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    const closing = CLOSING[character]
    const closed = closing === undefined ? -1 : text.indexOf(closing, at + 1)
    if (closed !== -1) at = closed
    else if (',;|\n'.includes(character)) {
      pieces.push({ text: text.slice(from, at), end: character })
      from = at + 1
    }
  }
  return [...pieces, { text: text.slice(from), end: '' }]
}
