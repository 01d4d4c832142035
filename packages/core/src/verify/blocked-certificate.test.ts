import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jarsignerProcess, javaHomeTrusting, requireOracle } from '@tacosmith/test-kit'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { BLOCKED_FINGERPRINTS } from '../keys/chain/blocked-certificates.ts'
import { toPem } from './testing/generator/certificate-maker.ts'
import { authority, signedBy, signer, trustedRoot } from './testing/generator/recipe.ts'
import { Workshop } from './testing/workshop.ts'
import { verifyTaco } from './verify-taco.ts'

const hasJdk = requireOracle('java') && requireOracle('jarsigner') && requireOracle('keytool')

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacosmith-blocked-'))
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true, force: true })
})

test('nobody trusts a chain with a certificate that is blocked, as no JDK does', async () => {
  const shop = await Workshop.open()
  const above = authority({ issuer: trustedRoot(shop) })
  const bytes = signedBy(shop, [signer(above), above])
  const fingerprint = createHash('sha256').update(above.certificate).digest('hex').toUpperCase()
  const judged = (): ReturnType<typeof verifyTaco> => verifyTaco(bytes, { trust: shop.trusted })
  expect(await judged()).toMatchObject({ ok: true, jarsignerExit: 0 })

  vi.spyOn(BLOCKED_FINGERPRINTS, 'has').mockImplementation((one) => one === fingerprint)
  const { jarsignerExit, problems } = await judged()
  expect(jarsignerExit).toBe(4)
  expect(problems[0]?.message).toContain('is one that JDKs block')

  if (!hasJdk) return
  const home = await javaHomeTrusting(join(folder, 'jdk'), shop.trusted.map(toPem))
  const file = join(folder, 'a.taco')
  await writeFile(file, bytes)
  const exit = async (): Promise<number> => (await jarsignerProcess(file, home)).exit
  const list = join(home, 'lib/security/blocked.certs')
  const blocked = `${await readFile(list, 'utf8')}\n${fingerprint}\n`
  expect(await exit()).toBe(0)
  // A link to the file of the JDK itself.
  await rm(list)
  await writeFile(list, blocked)
  expect(await exit()).toBe(4)
})
