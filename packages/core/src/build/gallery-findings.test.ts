import {
  CertificateAuthority,
  inConnectorFolder,
  minimalConnector,
  requireOracle,
  startTimestampServer,
  type TemporaryProject,
  temporaryProject,
} from '@tacosmith/test-kit'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { verifyTaco } from '../verify/index.ts'
import { buildTaco } from './build.ts'
import type { TacoOptions } from './options/options.ts'

const inYears = (years: number): Date => new Date(Date.now() + years * 365.25 * 24 * 60 * 60 * 1000)

let authority: CertificateAuthority
let project: TemporaryProject
beforeAll(async () => {
  authority = await CertificateAuthority.create()
})
beforeEach(async () => {
  const issued = await authority.issue({ organization: 'Brook Works GmbH' })
  project = await temporaryProject({
    ...inConnectorFolder(minimalConnector()),
    'key.pem': issued.keyPem,
    'chain.pem': authority.chainPem(issued),
  })
  vi.stubEnv('TACOSMITH_HOME', `${project.root}-home`)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await project.dispose()
})

async function found(sign: TacoOptions['sign'], profile: 'default' | 'gallery' = 'gallery') {
  const options: TacoOptions = {
    validate: { profile, rules: { 'https-only': 'off' } },
    ...(sign !== undefined && { sign }),
  }
  const result = await buildTaco(options, { cwd: project.root, write: false })
  const about = result.report.diagnostics.filter(({ rule }) => rule.startsWith('taco-'))
  return { ok: result.ok, result, findings: about.map(({ rule, severity }) => `${rule} ${severity}`) }
}

const key = { key: 'key.pem', certificates: 'chain.pem' }

describe('the profile gallery asks of a build what verify --for gallery asks of its file', () => {
  it.each([[undefined], [false], ['development']] as const)(
    'refuses a file with sign: %s, as verify does',
    async (sign) => {
      const { ok, findings, result } = await found(sign)
      expect(ok).toBe(false)
      expect(findings).toContain('taco-unsigned error')
      const [told] = result.report.diagnostics.filter(({ rule }) => rule === 'taco-unsigned')
      expect(told?.message).toMatch(
        sign === 'development' ? /a certificate for development/ : /the file is not signed/,
      )
      expect(told?.help).toContain(
        'build without the profile gallery, and check the signed file: tacosmith verify FILE --for gallery',
      )
      const plain = await found(sign, 'default')
      expect(plain.ok).toBe(true)
      expect(plain.findings).not.toContain('taco-unsigned error')
      if (!plain.result.ok) return
      const verdict = await verifyTaco(plain.result.bytes, {
        trust: [authority.root.certificate],
        for: 'gallery',
      })
      expect(verdict.ok).toBe(false)
    },
  )

  it('refuses a signature without a timestamp', async () => {
    const { ok, findings } = await found(key)
    expect(ok).toBe(false)
    expect(findings).toContain('taco-timestamp-required error')
    expect(findings).toContain('taco-gallery-validity error')
    expect(findings).not.toContain('taco-no-timestamp warning')
    expect((await found(key, 'default')).ok).toBe(true)
  })

  it.runIf(requireOracle('openssl')).each([
    [4, false],
    [8, true],
  ])('with a timestamp authority that lives for %i years: %s', async (years, isFine) => {
    const tsa = await startTimestampServer(
      authority,
      'good',
      await authority.issueForTimestamps({ notAfter: inYears(years) }),
    )
    afterAllOf.push(() => tsa.close())
    const { ok, findings, result } = await found({ ...key, timestamp: tsa.url })
    expect({ ok, findings }).toEqual({ ok: isFine, findings: isFine ? [] : ['taco-gallery-validity error'] })
    if (!result.ok) return
    const trust = [authority.root.certificate]
    const verdict = await verifyTaco(result.bytes, { trust, for: 'gallery' })
    expect(verdict.problems.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})

const afterAllOf: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const end of afterAllOf) await end()
})
