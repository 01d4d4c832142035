import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { minimalConnector } from '@tacosmith/test-kit'
import { describe, expect, test } from 'vitest'
import { type ServedConnector, serveConnector } from '../testing/served-connector.ts'
import type { PreviewContent } from './preview-content.ts'

const { 'manifest.xml': manifest = '', 'connection-fields.xml': fields = '' } = minimalConnector()

async function contentOf({ address }: ServedConnector): Promise<PreviewContent> {
  return (await (await fetch(`${address}content.json`)).json()) as PreviewContent
}

describe('a connector that is broken', () => {
  test.each([
    [
      'manifest that is never closed',
      { 'manifest.xml': '<connector-plugin' },
      { message: expect.stringMatching(/./), place: { file: 'manifest.xml', line: 1 } },
    ],
    [
      'file that is not there',
      { 'manifest.xml': manifest.replace('connection-fields.xml', 'nowhere.xml') },
      { message: expect.stringContaining('nowhere.xml'), place: { file: 'manifest.xml' } },
    ],
    [
      'file that is too large to be read',
      { 'connection-fields.xml': fields + ' '.repeat(3 * 1024 * 1024) },
      { message: expect.stringContaining('too large'), place: { file: 'connection-fields.xml' } },
    ],
  ])('by a %s says so, first and later', async (_, files, failure) => {
    const first = await contentOf(await serveConnector(files))
    expect(first.failure).toMatchObject({ ...failure, below: 'rest' })

    const served = await serveConnector()
    const good = await contentOf(served)
    expect(good.failure).toBeUndefined()
    for (const [file, text] of Object.entries(files)) await served.change(file, text)
    const later = await contentOf(served)
    expect(later.failure).toMatchObject({ ...failure, below: 'earlier' })
    expect(later.dialog).toEqual(good.dialog)
  })

  test('does not count scenarios among its files', async () => {
    const served = await serveConnector()
    await mkdir(join(served.project, 'scenarios'))
    await writeFile(join(served.project, 'scenarios', 'half.json'), '{ "scenarios": [')
    const first = await contentOf(served)
    expect(first.failure).toMatchObject({
      message: expect.stringContaining('half.json is not JSON'),
      below: 'whole',
    })
    await served.change('connection-fields.xml', fields.replace('label="Host"', 'label="Machine"'))
    expect((await contentOf(served)).dialog.fields[0]?.label).toBe('Machine')
    await served.change('connection-fields.xml', '<connection-fields')
    const { failure, dialog } = await contentOf(served)
    expect([failure?.below, dialog.fields[0]?.label]).toEqual(['earlier', 'Machine'])
  })
})
