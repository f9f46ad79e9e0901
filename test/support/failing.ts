import { expect } from 'vitest'

/** Matches a SyncError by its code and, if given, its message. */
export const failing = (code: string, message = /./): unknown =>
  expect.objectContaining({ code, message: expect.stringMatching(message) as string })
