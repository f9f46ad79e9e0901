import { pathText, type Fault, type Path } from '../faults.ts'
import type { Condition, EntityMapping } from '../schema.ts'
import { wordKey } from '../values/text.ts'

/** Conditions that hold for no row, or say nothing. */
export function conditionFaults({ when }: EntityMapping, at: Path): Fault[] {
  if (when === undefined) return []
  const path = [...at, 'when']
  if (!Array.isArray(when)) return faultsOf(when, path)
  return when.length === 0
    ? [{ path: pathText(path), message: 'lists no condition; leave `when` out' }]
    : when.flatMap((condition, i) => faultsOf(condition, [...path, i]))
}

function faultsOf(condition: Condition, at: Path): Fault[] {
  const faults: Fault[] = []
  const words = { is: wordsIn(condition.is), isNot: wordsIn(condition.isNot) }
  for (const key of ['is', 'isNot'] as const)
    if (words[key].includes(''))
      faults.push({
        path: pathText([...at, key]),
        message: '"" is never found; a blank cell is tested with `blank: true`',
      })
  if (condition.is === undefined) return faults
  if (condition.blank === true)
    faults.push({ path: pathText(at), message: 'never holds: a blank cell says nothing that it could be' })
  else if (words.is.every((word) => words.isNot.includes(word)))
    faults.push({ path: pathText(at), message: 'never holds: `isNot` excludes all that `is` names' })
  return faults
}

export const wordsIn = (test: Condition['is']): string[] =>
  test === undefined ? [] : [test].flat().map(wordKey)
