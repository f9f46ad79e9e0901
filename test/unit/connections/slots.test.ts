import { describe, expect, it } from 'vitest'
import { nextSlot } from '../../../src/connections/slots.ts'

const HOUR_MS = 3_600_000
const start = new Date('2026-03-01T00:00:00Z')
const hourly = Array.from({ length: 1_000 }, (_, i) => ({
  tenant: `tenant-${i}`,
  sheetId: '11',
  intervalHours: 1,
}))

describe('the start times of a connection', () => {
  it('are an interval apart, and always after the moment that is asked about', () => {
    for (const intervalHours of [1, 2, 5, 7, 24]) {
      const connection = { tenant: 'acme', sheetId: '11', intervalHours }
      const first = nextSlot(connection, start)
      const second = nextSlot(connection, first)
      expect(second.getTime() - first.getTime()).toBe(intervalHours * HOUR_MS)
      expect(nextSlot(connection, new Date(first.getTime() - 1))).toEqual(first)
      expect(first.getTime() - start.getTime()).toBeGreaterThan(0)
      expect(first.getTime() - start.getTime()).toBeLessThanOrEqual(intervalHours * HOUR_MS)
    }
  })

  it('of a thousand hourly connections are spread evenly over the hour', () => {
    const minutes = new Map<number, number>()
    for (const connection of hourly) {
      const minute = nextSlot(connection, start).getUTCMinutes()
      minutes.set(minute, (minutes.get(minute) ?? 0) + 1)
    }
    // Chi-square against the even spread: 59 degrees of freedom, p = 0.001.
    const expected = hourly.length / 60
    const deviation = Array.from({ length: 60 }, (_, minute) => minutes.get(minute) ?? 0)
      .map((count) => (count - expected) ** 2 / expected)
      .reduce((a, b) => a + b)
    expect(deviation).toBeLessThan(98.3)
  })

  it('of the sheets of one tenant are not the same, and do not depend on anything but tenant and sheet', () => {
    const sheets = Array.from({ length: 20 }, (_, i) => ({
      tenant: 'acme',
      sheetId: String(i),
      intervalHours: 1,
    }))
    const slots = sheets.map((sheet) => nextSlot(sheet, start).getTime())
    expect(new Set(slots).size).toBeGreaterThan(15)
    expect(sheets.map((sheet) => nextSlot(sheet, start).getTime())).toEqual(slots)
  })
})
