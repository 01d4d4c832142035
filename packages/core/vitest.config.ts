import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // libxmljs2 is a native addon that does not load in worker threads.
    pool: 'forks',
    // A process and the modules of core for each file would take longer than most of the tests.
    isolate: false,
    setupFiles: ['../test-kit/src/left-behind.ts'],
    // Vitest leaves one processor to itself, which is half of two: these tests are the last to end.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    include: ['src/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
})
