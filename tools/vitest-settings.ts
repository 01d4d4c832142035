import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { TestUserConfig } from 'vitest/config'

/** How the tests of every package run. */
export const testSettings: TestUserConfig = {
  include: ['src/**/*.test.ts'],
  // libxmljs2 is a native addon that does not load in worker threads.
  pool: 'forks',
  // A process for each file, which loads all modules anew, would take longer than most tests.
  isolate: false,
  setupFiles: [fileURLToPath(new URL('../packages/test-kit/src/left-behind.ts', import.meta.url))],
  // What is built already Node loads by itself.
  server: { deps: { external: [/\/packages\/[^/]+\/dist\//] } },
  // For tests that hang; no limit for how long a test takes.
  testTimeout: 120_000,
  hookTimeout: 240_000,
  expect: { poll: { timeout: 90_000 } },
}

/** For tests of what there is once in a process, which each file needs for itself. */
export const apartSettings: TestUserConfig = { ...testSettings, isolate: true, setupFiles: [] }

/** Vitest leaves one processor to itself, which is half of two: for the packages whose tests are the last to end. */
export const allProcessors: number = Math.max(2, availableParallelism() - 1)
