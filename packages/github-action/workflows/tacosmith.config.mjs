import { awsKmsSigner } from '@tacosmith/signer-aws-kms'

const signer = awsKmsSigner({ keyId: process.env.SIGNING_KEY ?? '', certificates: 'certificates/chain.pem' })

export default {
  connector: 'connector',
  sign: { signer, timestamp: 'http://timestamp.digicert.com' },
}
