import nock from 'nock'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'

/** Hosts of the network answer what nock is told, or not at all; only servers of this machine are real. */
export function useNock(): void {
  // Test files share a process, and nock changes Node's own `http` for all that is in it.
  beforeAll(() => {
    if (!nock.isActive()) nock.activate()
  })
  beforeEach(() => {
    nock.disableNetConnect()
    nock.enableNetConnect(/127\.0\.0\.1|localhost/)
  })
  afterEach(() => {
    nock.abortPendingRequests()
    nock.cleanAll()
    nock.enableNetConnect()
  })
  afterAll(() => nock.restore())
}
