import { describe, expect, it } from 'vitest'
import { checkSignerOptions, type SignerOptionKinds } from './signer-options.ts'

interface TokenOptions {
  module: string
  pin: string
  slot?: number
  certificates?: string
  endpoint?: string
  client?: object
  credentials?: object
}

const kinds: SignerOptionKinds<TokenOptions> = {
  module: 'text*',
  pin: 'secret*',
  slot: 'number',
  certificates: 'certificates',
  endpoint: 'address',
  client: 'object',
  credentials: 'service',
}

const check = (options: unknown) => () => checkSignerOptions('tokenSigner', options as TokenOptions, kinds)

describe('checkSignerOptions', () => {
  const right = { module: 'm.so', pin: '1234' }

  it.each([
    right,
    { ...right, pin: { env: 'PIN' }, slot: 0, certificates: new Uint8Array([1]) },
    { ...right, slot: undefined, certificates: ['a.pem', new Uint8Array([1])], endpoint: 'https://a' },
    { ...right, client: {}, credentials: async () => ({}) },
  ])('takes %j', (options) => {
    expect(check(options)).not.toThrow()
  })

  it.each<[unknown, string]>([
    [undefined, 'tokenSigner is missing, but should be an object'],
    ['m.so', "tokenSigner is 'm.so', but should be an object"],
    [{ pin: '1' }, 'tokenSigner.module is missing'],
    [{ ...right, module: 5 }, 'tokenSigner.module is 5, but should be a string'],
    [
      { ...right, pin: 123456 },
      "tokenSigner.pin is of type number, but should be a string, { env: 'NAME' } or { file: 'PATH' }",
    ],
    [{ ...right, pin: { environment: '123456' } }, 'unknown option environment in tokenSigner.pin'],
    [
      { ...right, slot: '1' },
      "tokenSigner.slot is '1', but should be a whole number from 0 to 9007199254740991",
    ],
    [
      { ...right, certificates: [] },
      'tokenSigner.certificates is a list, but should be a path, bytes or a list of these',
    ],
    [
      { ...right, certificates: [5] },
      'tokenSigner.certificates is a list, but should be a path, bytes or a list of these',
    ],
    [{ ...right, endpoint: 'a' }, "tokenSigner.endpoint is 'a', but should be an http or https address"],
    [{ ...right, client: 'x' }, 'tokenSigner.client is of type string, but should be an object'],
    [
      { ...right, credentials: 1 },
      'tokenSigner.credentials is of type number, but should be an object or a function',
    ],
    [{ ...right, modul: 'x' }, 'unknown option modul in tokenSigner'],
  ])('refuses %j', (options, message) => {
    expect(check(options)).toThrowError(expect.objectContaining({ code: 'usage', message }))
  })
})
