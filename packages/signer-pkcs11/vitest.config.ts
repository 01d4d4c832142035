import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // A PKCS#11 module keeps its state in the process: a process per test file.
    pool: 'forks',
    include: ['src/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
})
