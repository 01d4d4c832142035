import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { jdkFolder, requireOracle } from '@tacosmith/test-kit'
import { expect, test } from 'vitest'
import { BLOCKED_FINGERPRINTS } from './blocked-certificates.ts'

test('the certificates that are blocked are those of the JDK', async (context) => {
  if (!requireOracle('java')) return context.skip()
  const file = await readFile(join(await jdkFolder(), 'lib/security/blocked.certs'), 'utf8')
  const listed = file.match(/^[0-9A-F]{64}$/gim) ?? []
  expect(listed.length).toBeGreaterThan(30)
  expect([...BLOCKED_FINGERPRINTS].toSorted()).toEqual(listed.toSorted())
})
