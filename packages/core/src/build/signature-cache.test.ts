import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SignedTaco } from '../sign/index.ts'
import type { Signer } from '../sign/signer.ts'
import type { ResolvedSignOptions } from './options/options.ts'
import { resolveOptions } from './options/resolve-options.ts'
import { outsideState } from './outside-state.ts'
import { SignatureCache } from './signature-cache.ts'

let folder: string
let signatures: number
let cache: SignatureCache

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signature-cache-'))
  await writeFile(join(folder, 'key.p12'), 'first')
  signatures = 0
  cache = new SignatureCache()
})

afterEach(() => rm(folder, { recursive: true }))

/** Signs `text` with a signature that no other call gives. */
const sign = async (text: string, options: Partial<ResolvedSignOptions> | 'development' = {}) => {
  const resolved =
    options === 'development'
      ? options
      : { keystore: join(folder, 'key.p12'), timestamp: false as const, includeRoot: false, ...options }
  const { signingDigest } = await outsideState({ ...resolveOptions({}, {}), sign: resolved }, {})
  const { bytes } = await cache.get(Buffer.from(text), signingDigest, async () => {
    signatures += 1
    return { bytes: Buffer.from(`${text} ${signatures}`) } as unknown as SignedTaco
  })
  return bytes.toString()
}

const signer = (): Signer => ({ certificates: async () => [], sign: async () => new Uint8Array() })

describe('SignatureCache', () => {
  it('signs the same bytes once, also after others', async () => {
    expect(await sign('a')).toBe('a 1')
    expect(await sign('b')).toBe('b 2')
    expect(await sign('a')).toBe('a 1')
    expect(await sign('a', { storePassword: 'another way to open it' })).toBe('a 1')
  })

  it('signs anew with other options', async () => {
    const one = signer()
    const all = ['development' as const, {}, { alias: 'x' }, { includeRoot: true }, { signer: one }]
    for (const [index, options] of all.entries()) expect(await sign('a', options)).toBe(`a ${index + 1}`)
    expect(await sign('a', { signer: one })).toBe('a 5')
    expect(await sign('a', { signer: signer() })).toBe('a 6')
  })

  it('signs anew when the key file is replaced', async () => {
    expect(await sign('a')).toBe('a 1')
    await writeFile(join(folder, 'key.p12'), 'a renewed certificate')
    expect(await sign('a')).toBe('a 2')
    expect(await sign('a')).toBe('a 2')
  })

  it('forgets what was signed long ago, and never remembers a failure', async () => {
    await sign('a')
    for (let index = 0; index < 8; index++) await sign(`other ${index}`)
    expect(await sign('a')).toBe('a 10')
    const failing = cache.get(Buffer.from('c'), 'development', async () => {
      throw new Error('no authority answers')
    })
    await expect(failing).rejects.toThrow('no authority answers')
    expect(await sign('c', 'development')).toBe('c 11')
  })
})
