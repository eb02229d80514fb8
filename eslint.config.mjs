import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { packageOwners } from './eslint/package-owners.mjs';
import { roomBoundaries } from './eslint/room-boundaries.mjs';

const JEST = ['describe', 'it', 'test', 'expect', 'beforeEach', 'afterEach', 'beforeAll', 'afterAll'];

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', '.nx/', 'node_modules/', '**/dist/']),
  js.configs.recommended,
  {
    languageOptions: { globals: declareGlobals(Object.getOwnPropertyNames(globalThis)) },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: { eqeqeq: 'error' },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['packages/**/*.ts'],
    plugins: {
      goshawk: { rules: { 'room-boundaries': roomBoundaries, 'package-owners': packageOwners } },
    },
    rules: {
      'no-console': 'error',
      'goshawk/room-boundaries': 'error',
      'goshawk/package-owners': [
        'error',
        {
          execa: 'toolchain/process',
          child_process: 'toolchain/process',
          'node:child_process': 'toolchain/process',
          nx: 'nx',
          '@nx/devkit': 'nx',
          commander: 'cli',
        },
      ],
    },
  },
  { files: ['packages/cli/**/*.ts', 'packages/nx/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    // jest's own matchers, expect.stringContaining() among them, are typed as any.
    files: ['**/*.spec.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  { files: ['**/*.spec.mjs'], languageOptions: { globals: declareGlobals(JEST) } },
);

function declareGlobals(names) {
  return Object.fromEntries(names.map((name) => [name, 'readonly']));
}
