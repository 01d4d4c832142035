import { chmod, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryProject } from '@tacosmith/test-kit'
import { describe, expect, onTestFinished, test } from 'vitest'
import { chromiumPath } from '../testing/chromium.ts'
import { classicFiles, fullFiles } from '../testing/full-dialogs.ts'
import { serveConnector } from '../testing/served-connector.ts'
import { findChromium } from './find-chromium.ts'
import { screenshotPreview } from './screenshot-preview.ts'

/** Width and height of a PNG, from its header. */
async function sizeOf(path: string): Promise<[number, number]> {
  const bytes = await readFile(path)
  expect(bytes.toString('latin1', 1, 4)).toBe('PNG')
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
}

describe.skipIf(chromiumPath === undefined)('pictures', () => {
  test('are taken of each view, tab and language, as wide as the dialog', async () => {
    const { project, live } = await serveConnector(fullFiles)
    const folder = join(project, 'pictures')
    const names = await screenshotPreview(await live.get(), folder, { chromium: chromiumPath ?? '' })
    const tabs = ['', '-initial-sql', '-advanced']
    const ofLanguage = (language: string): string[] => [
      ...['new', 'edit'].flatMap((view) => tabs.map((tab) => `${view}${tab}-${language}.png`)),
      `reconnect-${language}.png`,
    ]
    expect(names).toEqual(expect.arrayContaining([...ofLanguage('en_US'), ...ofLanguage('de_DE')]))
    expect(names).toHaveLength(14)
    for (const name of names) expect((await sizeOf(join(folder, name)))[0]).toBe(500)
    const [one, other] = await Promise.all(
      ['new-en_US.png', 'new-de_DE.png'].map((name) => readFile(join(folder, name))),
    )
    expect(one?.equals(other ?? Buffer.alloc(0))).toBe(false)
  })

  test('of the whole page show what stands beside the dialog, in either theme', async () => {
    const { project, live } = await serveConnector(classicFiles)
    const content = await live.get()
    const values = { server: 'db.example' }
    const kinds = [{ theme: 'light' }, { theme: 'dark' }, { theme: 'light', values }] as const
    const pictures = await Promise.all(
      kinds.map(async (kind, index) => {
        const folder = join(project, `pictures-${index}`)
        await screenshotPreview(content, folder, { chromium: chromiumPath ?? '', part: 'page', ...kind })
        expect(await sizeOf(join(folder, 'new-en_US.png'))).toEqual([1180, 820])
        return await readFile(join(folder, 'new-en_US.png'))
      }),
    )
    expect(new Set(pictures.map((bytes) => bytes.toString('base64'))).size).toBe(3)
  })
})

describe.skipIf(process.platform === 'win32')('the browser', () => {
  async function programs(...names: string[]): Promise<string> {
    const { root, write, dispose } = await temporaryProject()
    onTestFinished(dispose)
    await write(Object.fromEntries(names.map((name) => [name, '#!/bin/sh\n'])))
    for (const name of names) await chmod(join(root, name), 0o755)
    return root
  }

  test('is the one that is named, then that of the variable, then one of the usual names', async () => {
    const folder = await programs('named', 'variable', 'chromium', 'google-chrome')
    const path = (name: string): string => join(folder, name)
    const environment = { PATH: folder, CHROMIUM: path('variable') }
    expect(await findChromium(path('named'), environment, 'linux')).toBe(path('named'))
    expect(await findChromium(undefined, environment, 'linux')).toBe(path('variable'))
    expect(await findChromium(undefined, { PATH: folder }, 'linux')).toBe(path('chromium'))
  })

  test('is missed with the help that is needed', async () => {
    const folder = await programs()
    await expect(findChromium('/nowhere/chrome', {}, 'linux')).rejects.toMatchObject({
      ...{ code: 'usage', message: '/nowhere/chrome cannot be started' },
    })
    await expect(findChromium(undefined, { PATH: folder }, 'linux')).rejects.toMatchObject({
      ...{ code: 'environment', help: expect.stringContaining('CHROMIUM') },
    })
  })
})
