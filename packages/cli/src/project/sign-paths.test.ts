import { createPrivateKey } from 'node:crypto'
import { join } from 'node:path'
import { CertificateAuthority, minimalConnector } from '@tacosmith/test-kit'
import { afterEach, expect, it } from 'vitest'
import { type Workplace, workplace } from '../testing/run-cli.ts'
import { absoluteSignPaths } from './sign-paths.ts'

let place: Workplace
afterEach(() => place?.dispose())

it('makes paths absolute, and leaves alone what may be a password', async () => {
  place = await workplace({ 'pw.txt': 'x' })
  const sign = {
    keystore: 'k.p12',
    key: '/k.pem',
    storePassword: { file: 'pw.txt' },
    keyPassword: { file: 'hunter2' },
  }
  expect(absoluteSignPaths(sign, place.folder)).toEqual({
    keystore: join(place.folder, 'k.p12'),
    key: '/k.pem',
    storePassword: { file: join(place.folder, 'pw.txt') },
    keyPassword: { file: 'hunter2' },
  })
  expect(absoluteSignPaths({ storePassword: { env: 'PW' }, keyPassword: 'text' }, place.folder)).toEqual({
    storePassword: { env: 'PW' },
    keyPassword: 'text',
  })
})

it('a password file in a configuration starts there, and one on the command line where it was typed', async () => {
  const authority = await CertificateAuthority.create()
  const issued = await authority.issue()
  const encrypted = createPrivateKey(issued.keyPem).export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'first line',
  })
  const files = Object.entries(minimalConnector()).map(([name, text]) => [`project/connector/${name}`, text])
  place = await workplace(Object.fromEntries(files))
  await place.write({
    'project/key.pem': encrypted,
    'project/chain.pem': authority.chainPem(issued),
    'project/pw.txt': 'first line\n',
    'typed.txt': 'first line\n',
    'project/tacosmith.config.mjs':
      "export default { sign: { key: 'key.pem', certificates: 'chain.pem', keyPassword: { file: 'pw.txt' } } }",
  })
  const configured = await place.run(['build', 'project'])
  expect(configured).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('signed by') })
  const pem = [
    '--key',
    'project/key.pem',
    '--certificates',
    'project/chain.pem',
    '--keypass',
    'file:typed.txt',
  ]
  const signed = await place.run(['sign', 'project/dist/brook_jdbc-v1.0.0.taco', ...pem])
  expect(signed).toMatchObject({ exitCode: 0 })
})
