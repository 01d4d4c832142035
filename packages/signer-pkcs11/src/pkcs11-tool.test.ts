import { signTaco } from '@tacosmith/core'
import { UNTIMESTAMPED, unsignedTaco } from '@tacosmith/test-kit'
import { describe, expect, test } from 'vitest'
import { pkcs11Signer } from './index.ts'
import { bench, issuersFile, module, TOKEN, toolThat, WRONG_PIN } from './testing/harness.ts'
import { PIN } from './testing/soft-token.ts'

describe.skipIf(module === '')('pkcs11-tool', () => {
  test('never puts the PIN into the arguments of a process', async () => {
    const { program, calls } = await toolThat('spy', 'exec pkcs11-tool "$@"')
    const signer = pkcs11Signer({
      ...{ module, tokenLabel: TOKEN, keyLabel: 'rsa-2048', pin: PIN, pkcs11Tool: program },
    })
    await signer.certificates()
    await signer.sign({ data: Buffer.from('data'), digest: 'sha256', algorithm: 'rsa' })
    const seen = await calls()
    expect(seen).toContain('--pin env:')
    expect(seen).not.toContain(PIN)
  })

  test('makes the digest itself for a token that cannot', async () => {
    const refusal =
      'echo "error: PKCS11 function C_SignInit failed: rv = CKR_MECHANISM_INVALID (0x70)" >&2; exit 1'
    const { program, calls } = await toolThat(
      'no-digests',
      `case "$*" in *SHA*-RSA-PKCS*) ${refusal};; *) exec pkcs11-tool "$@";; esac`,
    )
    const signer = pkcs11Signer({
      ...{ module, tokenLabel: TOKEN, keyLabel: 'rsa-3072', pin: PIN, pkcs11Tool: program },
      certificates: issuersFile(),
    })
    for (const digest of ['sha256', 'sha384', 'sha512'] as const) {
      // signTaco checks the signature against the certificate.
      const options = { signer, digest, ...UNTIMESTAMPED } as const
      expect((await signTaco(await unsignedTaco(), options)).bytes.length).toBeGreaterThan(0)
    }
    const seen = await calls()
    expect(seen).toContain('--mechanism RSA-PKCS ')
    expect(seen.match(/--list-objects/g)).toHaveLength(1)
  })

  test('does not log into a token that is locked', async () => {
    const { program, calls } = await toolThat(
      'locked',
      'pkcs11-tool "$@" | sed "s/token flags  *: /&user PIN locked, /"',
    )
    const signer = pkcs11Signer({ module, tokenLabel: TOKEN, pin: PIN, pkcs11Tool: program })
    expect(await bench.watch.failureOf(signer.certificates())).toMatchObject({
      code: 'keystore',
      message: expect.stringContaining('is locked'),
      help: expect.stringContaining('No login was attempted'),
    })
    expect(await calls()).not.toContain('--login')
  })

  test('warns when the next wrong PIN locks the token', async () => {
    const { program } = await toolThat(
      'last-try',
      'case "$*" in *--login*) exec pkcs11-tool "$@";; *) pkcs11-tool "$@" | sed "s/token flags  *: /&final user PIN try, /";; esac',
    )
    const signer = pkcs11Signer({
      module,
      tokenLabel: TOKEN,
      pin: WRONG_PIN,
      pkcs11Tool: program,
    })
    expect(await bench.watch.failureOf(signer.certificates())).toMatchObject({
      help: expect.stringContaining('One more wrong PIN locks the token'),
    })
  })

  test('says what to install when there is no program', async () => {
    const signer = pkcs11Signer({ module, pin: PIN, pkcs11Tool: bench.file('no-program') })
    expect(await bench.watch.failureOf(signer.certificates())).toMatchObject({
      code: 'environment',
      help: expect.stringContaining('opensc'),
    })
  })
})
