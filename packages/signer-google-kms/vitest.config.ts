import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    setupFiles: ['src/testing/grpc-roots.ts'],
    include: ['src/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
