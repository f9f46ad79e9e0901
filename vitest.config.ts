import { defaultExclude, defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'simulator/**/*.test.ts'],
    // Crashes, long waits, a thousand tenants, a large sheet: `npm run test:long`.
    exclude: [...defaultExclude, ...(process.env['TEST_LONG'] === undefined ? ['test/long/**'] : [])],
    globalSetup: ['test/support/postgres.ts'],
    // After each test: is the graph as it must be?
    setupFiles: ['test/support/graphWatch.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Two cores, and some tests that wait for heartbeats: one worker more keeps both busy.
    maxWorkers: 3,
    // Files of one worker share what they import: half the time of small ones is imports.
    isolate: false,
    env: { TZ: 'UTC' },
  },
})
