import { defineConfig } from 'vitest/config'
import { apartSettings } from '../../tools/vitest-settings.ts'

export default defineConfig({
  test: {
    // Files share the server of the harness, which each of them closes.
    ...apartSettings,
    // The SDK says all that it can, and none of it may be a secret.
    env: { AZURE_LOG_LEVEL: 'verbose' },
  },
})
