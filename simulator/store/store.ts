import { type Random, seededRandom, pick } from './random.ts'
import { type ReportState, type SheetState, type Store, StoreError } from './model.ts'

export interface StoreOptions {
  /** Time of edits; the rate limit counts by it too. */
  clock?: () => Date
  seed?: number
}

const TOKEN_LETTERS = Array.from('23456789CFGHJMPQRVWXcfghjmpqrvwx')

export function createStore(options: StoreOptions = {}): Store {
  const clock = options.clock ?? (() => new Date())
  const random = seededRandom(options.seed ?? 1)
  const newId = idSource(random, 388)
  const newUserId = idSource(random, 387)
  return {
    sheets: new Map(),
    reports: new Map(),
    owner: { id: newUserId(), email: 'sheet.owner@simulator.example', firstName: 'Sheet', lastName: 'Owner' },
    newId,
    newUserId,
    newToken: () => Array.from({ length: 40 }, () => pick(random, TOKEN_LETTERS)).join('') + '1',
    now: () => wholeSeconds(clock()),
  }
}

export function wholeSeconds(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`
}

export function sheetOf(store: Store, sheetId: number): SheetState {
  const sheet = store.sheets.get(sheetId)
  if (!sheet) throw new StoreError(`There is no sheet ${sheetId}.`)
  return sheet
}

/** By id, or by the token of the permalink, which the real API takes too. */
export function findByAddress<T extends SheetState | ReportState>(
  from: ReadonlyMap<number, T>,
  address: string,
): T | undefined {
  if (/^\d+$/.test(address)) return from.get(Number(address))
  return [...from.values()].find((entry) => entry.permalink.endsWith(`/${address}`))
}

/** Sixteen digits below 2^53 whose rest by 512 tells the kind, as in every id that was ever recorded. */
function idSource(random: Random, rest: number): () => number {
  const given = new Set<number>()
  const lowest = Math.ceil(1e15 / 512)
  const span = Math.floor(Number.MAX_SAFE_INTEGER / 512) - lowest - 1
  return () => {
    for (;;) {
      const id = (lowest + Math.floor((random() + random() / 2 ** 32) * 0.999 * span)) * 512 + rest
      if (given.has(id)) continue
      given.add(id)
      return id
    }
  }
}
