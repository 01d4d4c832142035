import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import JSZip from 'jszip'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { memorySource } from '../connector/memory-source.ts'
import { readConnector } from '../connector/read-connector.ts'
import { tacoSource } from '../connector/taco-source.ts'
import { readArchive } from '../format/zip/archive-reader.ts'
import { packageConnector, type Taco } from './package-connector.ts'

const files = {
  'manifest.xml':
    '<connector-plugin class="acme" plugin-version="1.2.0">\n' +
    '  <connection-fields file="fields.xml"/>\n  <connection-resolver file="r/größe.tdr"/>\n' +
    '  <dialect file="./fields.xml"/>\n</connector-plugin>\n',
  'fields.xml': `<connection-fields>${'<field name="server"/>'.repeat(1000)}</connection-fields>`,
  'r/größe.tdr':
    '<tdr><connection-resolver><connection-builder><script file="b.js"/></connection-builder></connection-resolver></tdr>',
  'b.js': '(function dsbuilder(attr) { return [] })\n',
  'left-out.txt': 'x',
}

async function pack(changes: Record<string, string> = {}): Promise<Taco> {
  return packageConnector(await readConnector(memorySource({ ...files, ...changes })))
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

describe('packageConnector', () => {
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllEnvs()
  })

  it('writes the archive manifest first, then each file once in order, and nothing else', async () => {
    const taco = await pack()
    const names = Object.keys((await JSZip.loadAsync(taco.bytes)).files)
    expect(names).toEqual(['META-INF/MANIFEST.MF', 'manifest.xml', 'fields.xml', 'r/größe.tdr', 'b.js'])
    expect(taco.entries.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'archive-manifest META-INF/MANIFEST.MF',
      'manifest manifest.xml',
      'connection-fields fields.xml',
      'connection-resolver r/größe.tdr',
      'script b.js',
    ])
    expect(taco.entries.at(-1)?.size).toBe(files['b.js'].length)
    expect(taco).toMatchObject({ className: 'acme', pluginVersion: '1.2.0', fileName: 'acme-v1.2.0.taco' })
  })

  it('stamps the manifest with the minimum Tableau version and leaves the other files as they are', async () => {
    const taco = await pack()
    const source = await tacoSource(taco.bytes)
    const text = new TextDecoder().decode(await source.read('manifest.xml'))
    expect(taco.minTableauVersion.version).toBe('2021.1')
    expect(text).toBe(files['manifest.xml'].replace('1.2.0"', '1.2.0" min-version-tableau="2021.1"'))
    expect(new TextDecoder().decode(await source.read('b.js'))).toBe(files['b.js'])
  })

  it('ends the archive manifest with an empty line, as a JDK needs it', async () => {
    const archive = await JSZip.loadAsync((await pack()).bytes)
    const text = await archive.file('META-INF/MANIFEST.MF')?.async('string')
    expect(text).toMatch(/^Manifest-Version: 1\.0\r\nCreated-By: [^\r\n]+\r\n\r\n$/)
  })

  it('deflates large files only', async () => {
    const { entries } = readArchive((await pack()).bytes)
    expect(entries.map(({ name, method }) => `${method} ${name}`)).toEqual([
      'stored META-INF/MANIFEST.MF',
      'stored manifest.xml',
      'deflated fields.xml',
      'stored r/größe.tdr',
      'stored b.js',
    ])
  })

  it('gives the same bytes at any time', async () => {
    const expected = digest((await pack()).bytes)
    for (const now of ['1970-01-01T00:00:00Z', '1979-12-31T23:59:59Z', '2044-02-29T12:00:00Z']) {
      vi.useFakeTimers({ now: new Date(now), toFake: ['Date'] })
      expect(digest((await pack()).bytes)).toBe(expected)
    }
  })

  it('gives the same bytes on every machine', async () => {
    // Written down on one of them: no other Node version, system or processor may give another digest.
    expect(digest((await pack()).bytes)).toBe(
      'd9340bc2a9da75be9ba6a66525b4c9071b606295625953385c844a76abe46596',
    )
  })

  it('gives the same bytes in any time zone', async () => {
    const expected = digest((await pack()).bytes)
    for (const zone of ['Pacific/Kiritimati', 'America/St_Johns', 'Pacific/Pago_Pago']) {
      expect(await packInTimeZone(zone)).toBe(expected)
    }
  })

  it('packs what it can of a connector with errors, for those who force it', async () => {
    const taco = await pack({ 'manifest.xml': '<connector-plugin class="a/../b">' })
    expect(taco).toMatchObject({ className: 'unnamed', pluginVersion: '0', fileName: 'unnamed-v0.taco' })
    expect(taco.entries.map(({ name }) => name)).toEqual(['META-INF/MANIFEST.MF', 'manifest.xml'])
  })

  it('refuses a connector without a manifest', async () => {
    const connector = await readConnector(memorySource({ 'a.xml': '<a/>' }))
    await expect(packageConnector(connector)).rejects.toMatchObject({
      code: 'connector-invalid',
      message: expect.stringContaining('manifest.xml'),
    })
  })
})

/** In a process of its own, since a process reads its time zone only once. */
async function packInTimeZone(zone: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tacosmith-'))
  try {
    const { build } = await import('esbuild')
    const bundle = join(folder, 'pack.mjs')
    await build({
      stdin: {
        contents: `
          import { createHash } from 'node:crypto'
          import { memorySource } from './src/connector/memory-source.ts'
          import { readConnector } from './src/connector/read-connector.ts'
          import { packageConnector } from './src/package/package-connector.ts'
          const taco = await packageConnector(await readConnector(memorySource(${JSON.stringify(files)})))
          if (new Date(0).getTimezoneOffset() === 0) throw new Error('the time zone is not in force')
          process.stdout.write(createHash('sha256').update(taco.bytes).digest('hex'))`,
        resolveDir: join(import.meta.dirname, '../..'),
        loader: 'ts',
      },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: bundle,
      banner: {
        js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
      },
    })
    const { stdout } = await promisify(execFile)(process.execPath, [bundle], {
      env: { ...process.env, TZ: zone },
    })
    return stdout
  } finally {
    await rm(folder, { recursive: true })
  }
}
