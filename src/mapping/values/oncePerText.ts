/** Sheets say few things many times: when so many different ones are known, all are forgotten. */
const MOST_TEXTS = 5000
/** Longer ones are notes, which do not come again. */
const LONGEST_TEXT = 200

/** A function of nothing but a text, that is not asked again for one it has answered lately. */
export function oncePerText<T extends string | number | null>(
  answer: (text: string) => T,
): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const answered = answer(text)
    if (text.length > LONGEST_TEXT) return answered
    if (known.size >= MOST_TEXTS) known.clear()
    known.set(text, answered)
    return answered
  }
}
