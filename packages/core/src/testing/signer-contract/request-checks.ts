import assert from 'node:assert/strict'
import { createPublicKey, X509Certificate } from 'node:crypto'
import { createRequest } from '../../sign/signer-certificate.ts'
import { firstKey, requireThisFailure, withSigner } from './requirements.ts'
import type { KeyUnderTest, SignerCheck, SignerUnderTest } from './signer-under-test.ts'

/** The request for the first certificate of a key is signed before there is one. */
export function requestChecks(subject: SignerUnderTest): SignerCheck[] {
  const { withoutCertificate: open } = subject
  return [
    ...subject.keys.map((key) => makesRequest(subject, open ?? subject.open, key)),
    ...(open === undefined ? [] : [missesCertificate(subject, open)]),
  ]
}

type Open = SignerUnderTest['open']

function makesRequest(subject: SignerUnderTest, open: Open, { name, digests }: KeyUnderTest): SignerCheck {
  return {
    name: `makes a certificate request for ${name}${open === subject.open ? '' : ', which has no certificate yet'}`,
    run: async () => {
      await withSigner(open(name), async (signer) => {
        assert.ok(signer.publicKey, 'the signer has no function publicKey')
        const given = createPublicKey({
          ...{ key: Buffer.from(await signer.publicKey()), format: 'der', type: 'spki' },
        })
        const [own] = subject.certificates(name)
        assert.ok(own)
        assert.ok(new X509Certificate(own).publicKey.equals(given), 'it is the public key of something else')
        const { pem } = await createRequest({
          ...{ signer, digest: digests[0], subject: 'CN=Acme GmbH, L=Köln, C=DE' },
        })
        await subject.judgeRequest?.(pem)
      })
    },
  }
}

function missesCertificate(subject: SignerUnderTest, open: Open): SignerCheck {
  return {
    name: 'says what to do about a key without a certificate',
    run: async () => {
      await withSigner(open(firstKey(subject).name), async (signer) => {
        await requireThisFailure(subject, signer.certificates(), {
          ...{ code: 'certificate', advises: '"certificates"' },
        })
      })
    },
  }
}
