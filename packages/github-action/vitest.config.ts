import { defineConfig } from 'vitest/config'
import { allProcessors, testSettings } from '../../tools/vitest-settings.ts'

export default defineConfig({
  test: { ...testSettings, maxWorkers: allProcessors, globalSetup: ['src/testing/action-folder.ts'] },
})
