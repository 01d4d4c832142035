import { defineConfig } from 'vitest/config'
import { apartSettings } from '../../tools/vitest-settings.ts'

export default defineConfig({
  // Files share the server of the harness, which each of them closes.
  test: apartSettings,
})
