import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadConfig } from './config-file.ts'

let folder: string
beforeEach(async () => {
  // Nothing is installed there.
  folder = await mkdtemp(join(tmpdir(), 'config-file-'))
})
afterEach(async () => await rm(folder, { recursive: true, force: true }))

async function write(files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
}

describe('a configuration where @tacosmith/core is not installed', () => {
  const text = `import { defineConfig } from '@tacosmith/core'
    import { fileName } from './shared.mjs'
    export default defineConfig({ fileName })`
  const shared = `import { defineConfig } from '@tacosmith/core'
    export const { fileName } = defineConfig({ fileName: 'x.taco' })`

  it.each(['ts', 'mts', 'js', 'mjs'])('is loaded from tacosmith.config.%s', async (extension) => {
    const name = `tacosmith.config.${extension}`
    await write({ [name]: text, 'shared.mjs': shared, 'package.json': '{ "type": "module" }' })
    expect(await loadConfig(folder)).toEqual({
      options: { fileName: 'x.taco' },
      folder,
      file: join(folder, name),
    })
    const fresh = await loadConfig(folder, { onInput: () => {} })
    expect(fresh.options).toEqual({ fileName: 'x.taco' })
  })

  it.each([
    // More than the function that all configurations use.
    "import { openTruststore } from '@tacosmith/core'\nawait openTruststore({})\nexport default {}",
    "import '@tacosmith/core/signer'\nexport default {}",
  ])('needs it for more than defineConfig: %s', async (config) => {
    await write({ 'tacosmith.config.ts': config })
    await expect(loadConfig(folder)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/the package @tacosmith\/core\S* is not installed$/),
    })
  })

  it('says what else is missing, or wrong', async () => {
    await write({ 'tacosmith.config.ts': text })
    await expect(loadConfig(folder)).rejects.toThrow(/Cannot find module '.*shared\.mjs'/)
    await write({ 'tacosmith.config.ts': "import 'a-signer'\nexport default {}" })
    await expect(loadConfig(folder)).rejects.toThrow('the package a-signer is not installed')
    await write({
      'tacosmith.config.ts': text.replace('defineConfig({ fileName })', 'defineConfig({ fileName: 1 })'),
      'shared.mjs': shared,
    })
    await expect(loadConfig(folder)).rejects.toThrow(/fileName/)
  })
})
