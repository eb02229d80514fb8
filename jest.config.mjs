// Plain JavaScript, since jest reads a TypeScript configuration only with ts-node or another loader installed.
const shared = {
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.json' }] },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/examples/'],
};

/** @type {import('jest').Config} */
export default {
  // Real go commands compile the standard library into empty caches. jest honours this at the top only.
  testTimeout: 600_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/packages/**/*.spec.ts',
        '<rootDir>/eslint/**/*.spec.mjs',
        '<rootDir>/scripts/**/*.spec.mjs',
      ],
    },
    { ...shared, displayName: 'e2e', testMatch: ['<rootDir>/e2e/**/*.spec.ts'] },
  ],
};
