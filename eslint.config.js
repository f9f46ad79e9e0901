// The import table of the layout (README, "Layout"), kept by the linter: a folder may import its own
// files and the folders named here, nothing else. `graph/` and the like see only *types* of mapping and
// identity; that part is kept by `allowTypeImports` zones below.
import importX from 'eslint-plugin-import-x'
import tseslint from 'typescript-eslint'

const DOMAIN = ['core', 'db', 'connections', 'smartsheet', 'mapping', 'identity', 'graph', 'runs', 'sync']

/** folder -> what it may import; `types` are allowed as `import type` only. */
const MAY_IMPORT = {
  core: {},
  config: { code: ['core'] },
  db: { code: ['core'] },
  connections: { code: ['core', 'db'] },
  smartsheet: { code: ['core'] },
  mapping: { code: ['core'], types: ['smartsheet'] },
  identity: { code: ['core'], types: ['mapping'] },
  graph: { code: ['core', 'db'], types: ['mapping', 'identity'] },
  runs: { code: ['core', 'db'] },
  sync: { code: DOMAIN },
  scheduler: { code: ['core', 'connections', 'sync', 'runs'] },
  http: { code: ['core', 'connections', 'runs', 'scheduler'] },
  cli: { code: [...DOMAIN, 'config', 'scheduler'] },
}

const FOLDERS = Object.keys(MAY_IMPORT)

const importTable = Object.entries(MAY_IMPORT).map(([folder, { code = [], types = [] }]) => ({
  files: [`src/${folder}/**/*.ts`],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: [
              ...FOLDERS.filter((f) => f !== folder && !code.includes(f) && !types.includes(f)).map(
                (f) => `**/${f}/**`,
              ),
              '**/app.ts',
              '**/main.ts',
            ],
            message: `src/${folder}/ may import ${[...code, ...types].join(', ') || 'nothing'} (README, Layout).`,
          },
          ...(types.length === 0
            ? []
            : [
                {
                  group: types.map((f) => `**/${f}/**`),
                  allowTypeImports: true,
                  message: `src/${folder}/ may import only types of ${types.join(', ')}.`,
                },
              ]),
        ],
      },
    ],
  },
}))

export default tseslint.config(
  { ignores: ['node_modules', '.data', '.stryker', 'coverage'] },
  ...tseslint.configs.strictTypeChecked,
  importX.flatConfigs.typescript,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-default-export': 'error',
      'import-x/no-unresolved': 'error',
      'max-lines': ['error', { max: 200, skipComments: true, skipBlankLines: true }],
      'max-lines-per-function': ['error', { max: 60, skipComments: true, skipBlankLines: true }],
      'max-params': ['error', 4],
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only src/main.ts reads the environment.' },
        { object: 'process', property: 'exit', message: 'Only src/main.ts ends the process.' },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  ...importTable,
  {
    files: ['src/main.ts', 'simulator/main.ts', 'bench/**/*.ts', 'vitest.config.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: { 'max-lines-per-function': 'off', 'no-restricted-properties': 'off' },
  },
  { files: ['*.config.ts', '*.config.js'], rules: { 'import-x/no-default-export': 'off' } },
  { files: ['**/*.js'], extends: [tseslint.configs.disableTypeChecked] },
)
