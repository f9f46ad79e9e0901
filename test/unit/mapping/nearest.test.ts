import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileMapping } from '../../../src/mapping/compile.ts'
import { invalidMapping } from '../../../src/mapping/faults.ts'
import { closest, nearest } from '../../../src/mapping/nearest.ts'
import { validateMapping } from '../../../src/mapping/validate.ts'
import { columnsOf, yaml } from './build.ts'

/** Every cell of the table, nothing left out. */
function distance(a: string, b: string): number {
  const at = (table: number[][], i: number, j: number) => table[i]?.[j] ?? Infinity
  const table: number[][] = []
  for (let i = 0; i <= a.length; i++) {
    table.push([])
    for (let j = 0; j <= b.length; j++) {
      const replaced = at(table, i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swapped = isSwap ? at(table, i - 2, j - 2) + 1 : Infinity
      const least = Math.min(replaced, swapped, at(table, i - 1, j) + 1, at(table, i, j - 1) + 1)
      table[i]?.push(i === 0 && j === 0 ? 0 : least)
    }
  }
  return at(table, a.length, b.length)
}

function edits(a: string, b: string): number {
  const contained = Math.min(a.length, b.length) >= 4 && (a.includes(b) || b.includes(a))
  return contained ? Math.min(2, distance(a, b)) : distance(a, b)
}

const word = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 }),
  fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'ü', '漢'), maxLength: 80 }),
)

describe('words that are like one another', () => {
  it('are the same ones whatever is left out in measuring them', () => {
    fc.assert(
      fc.property(
        word,
        fc.array(word, { maxLength: 14 }),
        fc.integer({ min: 1, max: 5 }),
        (want, all, count) => {
          const measured = all.map((text) => ({ text, edits: edits(want, text) }))
          const ordered = measured.toSorted((a, b) => a.edits - b.edits)
          expect(closest(want, all, count)).toEqual(ordered.slice(0, count).map(({ text }) => text))
          const near = ordered.find(({ text, edits }) => {
            const longer = Math.max(want.length, text.length)
            return edits <= Math.max(1, Math.floor(longer / 3)) && edits < longer
          })
          expect(nearest(want, all)).toBe(near?.text ?? null)
        },
      ),
      { numRuns: 2000 },
    )
  })
})

describe('400 columns that a sheet of 400 has not', () => {
  const titles = (from: string) =>
    Array.from({ length: 400 }, (_, i) => `${from} with a rather long title ${i}`)
  const columns = columnsOf(Object.fromEntries(titles('Column').map((title) => [title, ''])))
  const mapping = yaml(
    JSON.stringify({
      entities: [{ type: 'contact', fields: { name: 'x' } }],
      customFields: titles('Kolumn'),
    }),
  )
  const guesses = (messages: readonly { message: string }[]) =>
    messages.filter(({ message }) => message.includes('did you mean')).length

  it('are told one by one, and for a few it is found out what was meant', () => {
    const { issues } = compileMapping(mapping, columns)
    const faults = validateMapping(mapping, columns)
    expect([issues.length, faults.length]).toEqual([401, 401])
    expect([guesses(issues), guesses(faults)]).toEqual([19, 19])
  })

  it('have the titles like them looked for where these are shown', () => {
    let asked = 0
    const faults = validateMapping(mapping, columns).map(({ choices, ...fault }) => ({
      ...fault,
      choices: () => {
        asked += 1
        return choices?.() ?? ''
      },
    }))
    expect(asked).toBe(0)
    expect(invalidMapping(faults).message).toContain('... and 381 more')
    expect(asked).toBe(20)
  })
})
