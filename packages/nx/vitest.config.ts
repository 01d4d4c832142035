import { defineConfig } from 'vitest/config'
import { testSettings } from '../../tools/vitest-settings.ts'

export default defineConfig({
  test: testSettings,
})
