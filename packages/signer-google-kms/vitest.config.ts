import { defineConfig } from 'vitest/config'
import { apartSettings } from '../../tools/vitest-settings.ts'

export default defineConfig({
  test: {
    // gRPC reads where its roots are when it is loaded.
    ...apartSettings,
    setupFiles: ['src/testing/grpc-roots.ts'],
    // The SDK says all that it can, and none of it may be a secret.
    env: { GOOGLE_SDK_NODE_LOGGING: 'all', GRPC_VERBOSITY: 'DEBUG', GRPC_TRACE: 'all' },
  },
})
