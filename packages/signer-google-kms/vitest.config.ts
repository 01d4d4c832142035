import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // The SDK says all that it can, and none of it may be a secret.
    env: { GOOGLE_SDK_NODE_LOGGING: 'all', GRPC_VERBOSITY: 'DEBUG', GRPC_TRACE: 'all' },
    setupFiles: ['src/testing/grpc-roots.ts'],
    include: ['src/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
})
