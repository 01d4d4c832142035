import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // libxmljs2 is a native addon that loads once per process: a process per
    // test file (never worker threads) gives each file an engine of its own.
    pool: 'forks',
    // Vitest leaves one processor to itself, which is half of two: these tests are the last to end.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    include: ['src/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
})
