/**
 * Mutation testing (docs/mutation.md) of what decides and needs no database. The rest of src/graph is SQL and the
 * tables of names that SQL is made of: a mutant there is no SQL at all, or something that only a real Postgres can
 * tell from the original, so test/integration answers for it. No TypeScript checker: it would only take mutants that
 * do not compile out of the count, and costs more time than the tests.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: ['src/identity/**/*.ts', 'src/graph/bind.ts', 'src/graph/copyText.ts', 'src/graph/removalLimit.ts'],
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.ts' },
  concurrency: 2,
  tempDirName: '.stryker/tmp',
  ignorePatterns: ['.data', '.env', 'coverage', 'secrets'],
  reporters: ['clear-text', 'html'],
  htmlReporter: { fileName: '.stryker/report.html' },
  clearTextReporter: { allowColor: false, reportTests: false },
  thresholds: { high: 95, low: 90, break: 85 },
  allowEmpty: false,
}
