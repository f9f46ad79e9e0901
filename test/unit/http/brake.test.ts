import { describe, expect, it } from 'vitest'
import { createBrake } from '../../../src/http/brake.ts'
import { fakeClock } from '../../support/fakeClock.ts'

const stage = () => {
  const clock = fakeClock()
  const brake = createBrake(clock)
  const guess = (address: string, times: number) => {
    for (let i = 0; i < times; i += 1) brake.count(address)
  }
  return { clock, brake, guess }
}

describe('the brake', () => {
  it('is on after ten wrong tokens at once, for the address that they came from', () => {
    const { brake, guess } = stage()
    guess('a', 9)
    expect(brake.isOn('a')).toBe(false)
    guess('a', 1)
    expect([brake.isOn('a'), brake.isOn('b')]).toEqual([true, false])
  })

  it('lets one a second pass from then on', () => {
    const { brake, guess, clock } = stage()
    guess('a', 10)
    let passed = 0
    for (let second = 0; second < 60; second += 1) {
      clock.advance(1_000)
      while (!brake.isOn('a')) {
        passed += 1
        brake.count('a')
      }
    }
    expect(passed).toBe(60)
  })

  it('forgets who made no mistakes for a while', () => {
    const { brake, guess, clock } = stage()
    guess('a', 10)
    clock.advance(10_000)
    guess('a', 9)
    expect(brake.isOn('a')).toBe(false)
  })

  it('remembers so many addresses only, the latest ones', () => {
    const { brake, guess } = stage()
    guess('first', 10)
    guess('second', 10)
    for (let i = 0; i < 999; i += 1) guess(`other-${i}`, 1)
    expect([brake.isOn('first'), brake.isOn('second')]).toEqual([false, true])
  })
})
