import { defaultExclude, defineConfig } from 'vitest/config'

/** The tests that Stryker runs for each mutant (docs/mutation.md): no Postgres, and the same every time. */
export default defineConfig({
  test: {
    include: ['test/unit/identity/**/*.test.ts', 'test/unit/graph/**/*.test.ts'],
    // Measures time, which mutants spend differently.
    exclude: [...defaultExclude, 'test/unit/identity/speed.test.ts'],
    setupFiles: ['test/support/mutation.ts'],
    isolate: false,
    env: { TZ: 'UTC' },
  },
})
