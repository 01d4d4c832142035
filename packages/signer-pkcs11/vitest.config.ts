import { defineConfig } from 'vitest/config'
import { apartSettings } from '../../tools/vitest-settings.ts'

export default defineConfig({
  // A PKCS#11 module keeps its state in the process.
  test: apartSettings,
})
