import { describe, expect, it, vi } from 'vitest'
import { oncePerText } from '../../../src/mapping/values/oncePerText.ts'

describe('oncePerText', () => {
  it('asks once for a text, also where the answer is null', () => {
    const answer = vi.fn((text: string) => (text === 'none' ? null : text.toUpperCase()))
    const asked = oncePerText(answer)
    const answers = ['a', 'none', 'a', 'none', 'b'].map(asked)
    expect(answers).toEqual(['A', null, 'A', null, 'B'])
    expect(answer.mock.calls).toEqual([['a'], ['none'], ['b']])
  })

  it('keeps no note, and not more than some thousands of anything', () => {
    const answer = vi.fn((text: string) => text.length)
    const asked = oncePerText(answer)
    const note = 'x'.repeat(201)
    expect([asked(note), asked(note)]).toEqual([201, 201])
    expect(answer).toHaveBeenCalledTimes(2)
    for (let n = 0; n <= 5000; n += 1) asked(`text ${n}`)
    answer.mockClear()
    expect(asked('text 5000')).toBe(9)
    expect(answer).not.toHaveBeenCalled()
    expect(asked('text 0')).toBe(6)
    expect(answer).toHaveBeenCalledOnce()
  })
})
