import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // libxmljs2 is a native addon that loads once per process: a process per
    // test file (never worker threads) gives each file an engine of its own.
    pool: 'forks',
    include: ['src/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
})
