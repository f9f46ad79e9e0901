const segmenter = new Intl.Segmenter()

/** A text of at most `most` characters, none of them in parts; what was cut, or is `more`, shows as `…`. */
export function beginning(text: string, most: number, more = false): string {
  const characters = Array.from(text.slice(0, 4 * most))
  if (!more && characters.length <= most) return text
  let kept = ''
  let used = 0
  for (const { segment } of segmenter.segment(characters.join(''))) {
    used += Array.from(segment).length
    if (used > most - 1) break
    kept += segment
  }
  return `${kept === '' ? characters.slice(0, most - 1).join('') : kept.trimEnd()}…`
}
