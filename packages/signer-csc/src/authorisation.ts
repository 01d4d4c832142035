import { askSecret } from '@tacosmith/core/signer'
import { type CscConnection, needed } from './csc-connection.ts'
import { cscProblem } from './errors.ts'
import { decodeTotpSecret, oneTimePassword, stepAt, untilNextStep } from './one-time-password.ts'
import type { CscSignerOptions } from './options.ts'

/** What a credential asks for before each signature. */
export interface AuthorisationNeeds {
  pin: boolean
  otp: boolean
}

/** A digest that is to be signed. */
export interface DigestToSign {
  hash: string
  /** The object identifier of the digest. */
  hashAlgorithm: string
}

/** Authorises signatures with a credential, one after the other: a one-time password is good for one. */
export class Authorisation {
  readonly #connection: CscConnection
  readonly #options: CscSignerOptions
  readonly #credentialId: string
  readonly #name: string
  readonly #needs: AuthorisationNeeds
  #lastStep = -1
  #asked = 0
  #last: Promise<unknown> = Promise.resolve()

  constructor(
    connection: CscConnection,
    options: CscSignerOptions,
    credential: { id: string; name: string; needs: AuthorisationNeeds },
  ) {
    this.#connection = connection
    this.#options = options
    this.#credentialId = credential.id
    this.#name = credential.name
    this.#needs = credential.needs
  }

  /** @returns the signature activation data */
  async authorise(digest: DigestToSign): Promise<string> {
    const authorising = this.#last.then(async () => await this.#ask(digest))
    this.#last = authorising.catch(() => undefined)
    return await authorising
  }

  async #ask({ hash, hashAlgorithm }: DigestToSign): Promise<string> {
    const pin = await this.#pin()
    const otp = await this.#otp()
    const common = { credentialID: this.#credentialId, numSignatures: 1 }
    const secrets = [
      ...(pin === undefined ? [] : [['PIN', pin]]),
      ...(otp === undefined ? [] : [['OTP', otp]]),
    ]
    const body =
      this.#connection.version < 2
        ? { ...common, hash: [hash], ...Object.fromEntries(secrets) }
        : {
            ...common,
            ...{ hashes: [hash], hashAlgorithmOID: hashAlgorithm },
            authData: secrets.map(([id, value]) => ({ id, value })),
          }
    const { SAD: sad } = await this.#connection.request('credentials/authorize', body)
    if (typeof sad === 'string' && sad !== '') return sad
    throw cscProblem('refused', this.#name, 'the answer to the authorisation contains no SAD')
  }

  async #pin(): Promise<string | undefined> {
    const { pin } = this.#options
    if (pin !== undefined) return await needed(pin, 'the PIN (cscSigner.pin)', this.#name)
    if (!this.#needs.pin) return undefined
    return (
      (await askSecret(`PIN of ${this.#name}`)) ?? this.#missing('it asks for a PIN, but "pin" is not given')
    )
  }

  async #otp(): Promise<string | undefined> {
    const { totpSecret } = this.#options
    if (totpSecret !== undefined) {
      const secret = await needed(totpSecret, 'the TOTP secret (cscSigner.totpSecret)', this.#name)
      return oneTimePassword(decodeTotpSecret(secret), await this.#freshStep())
    }
    if (!this.#needs.otp) return undefined
    // Each is another question: an answer is good for one signature.
    this.#asked += 1
    const question = `One-time password ${this.#asked} of ${this.#name}`
    const reason = 'it asks for a one-time password, but "totpSecret" is not given'
    return (await askSecret(question)) ?? this.#missing(reason)
  }

  #missing(reason: string): never {
    throw cscProblem('no-credentials', this.#name, reason)
  }

  /** A password that was used is not good any more. */
  async #freshStep(): Promise<number> {
    if (stepAt(Date.now()) <= this.#lastStep) {
      await new Promise((resolve) => setTimeout(resolve, untilNextStep(Date.now())))
    }
    this.#lastStep = stepAt(Date.now())
    return this.#lastStep
  }
}
