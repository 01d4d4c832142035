/**
 * A configuration with a signer as a signer package makes one: its key is elsewhere, here in `key.pem`, its certificate in
 * `certificates.pem` as soon as there is one.
 */
export const signerConfig = `import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
const file = (name) => new URL(name, import.meta.url)
const key = createPrivateKey(readFileSync(file('key.pem')))
const certificates = file('certificates.pem')
export default {
  sign: {
    signer: {
      certificates: async () => {
        if (!existsSync(certificates)) throw Object.assign(new Error('there is no certificate'), { name: 'TacosmithError', code: 'certificate', help: 'Give it.' })
        return readFileSync(certificates, 'utf8').match(/-----BEGIN[^-]*-----[^-]*-----END[^-]*-----/g).map((pem) => Buffer.from(pem.replace(/-----[^-]*-----/g, ''), 'base64'))
      },
      publicKey: async () => createPublicKey(key).export({ format: 'der', type: 'spki' }),
      sign: async ({ data, digest }) => sign(digest, data, key),
    },
  },
}
`
