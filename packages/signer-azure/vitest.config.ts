import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // The SDK says all that it can, and none of it may be a secret.
    env: { AZURE_LOG_LEVEL: 'verbose' },
    include: ['src/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
})
