import type { TacosmithErrorCode } from '../../errors.ts'
import type { DigestAlgorithm, Signer } from '../../sign/signer.ts'

/** A signer, with `close` where it holds something open. */
export type ClosableSigner = Signer & { close?(): Promise<void> }

/** A key in the stand-in for a service or a token. */
export interface KeyUnderTest {
  /** What {@link SignerUnderTest.open} and {@link SignerUnderTest.certificates} are called with. */
  name: string
  algorithm: 'rsa' | 'ecdsa'
  /** The digests that the signer signs with this key; it has to refuse the others. */
  digests: readonly DigestAlgorithm[]
}

/** A way to fail. */
export interface FailureUnderTest {
  /** Makes a signer that fails in this way when it is first used. */
  open(): ClosableSigner | Promise<ClosableSigner>
  code: TacosmithErrorCode
  /** What the message has to say. */
  says: string | RegExp
  /** What the help has to say. */
  advises: string | RegExp
}

/** The ways to fail that every signer has. */
export interface FailuresUnderTest {
  /** The key does not exist. */
  missingKey: FailureUnderTest
  /** PIN, password or credentials are wrong. */
  refusedLogin: FailureUnderTest
  /** What the signer is built on, an SDK or a library, cannot be loaded. Left out by signers that need nothing. */
  missingLibrary?: FailureUnderTest
  /** The certificates that were given belong to another key. Signing a `.taco` has to fail. */
  otherCertificates: FailureUnderTest
  /** Makes a signer that gets these bytes in place of a signature. */
  nonsense?(signature: Uint8Array): ClosableSigner | Promise<ClosableSigner>
  /** Makes a signer for a key that gets no answer when it has something signed. */
  silence?(key: string): ClosableSigner | Promise<ClosableSigner>
}

/** What a service can do in place of answering. */
export type ServiceFault = 'throttling' | 'outage' | 'broken connection'

/** What a signer asks its service for: the key, or a signature. */
export type ServiceRequest = 'key' | 'signature'

/** The stand-in for a service in a network. */
export interface ServiceUnderTest {
  /** How often a request is tried before the signer gives up. */
  attempts: number
  /** The requests that came in since `forget`. */
  count(request: ServiceRequest): number
  /** The next requests of this kind end in the fault. */
  fail(request: ServiceRequest, fault: ServiceFault, times: number): void
  /** Forgets counts and faults. */
  forget(): void
  /** Makes a signer for a service that is not there at all. */
  nobody(): ClosableSigner | Promise<ClosableSigner>
}

/** What {@link signerChecks} needs to know of a signer, and the stand-in that it signs with. */
export interface SignerUnderTest {
  /** At least one of each algorithm that the signer supports. The first is the one that most checks take. */
  keys: readonly KeyUnderTest[]
  /** Makes a signer for a key. */
  open(key: string): ClosableSigner
  /**
   * Makes a signer for a key for which there is no certificate yet, neither in its service nor among its options. Left out by
   * signers whose service makes no key without a certificate.
   */
  withoutCertificate?(key: string): ClosableSigner
  /** DER: what the signer has to give as certificates for a key, in that order. */
  certificates(key: string): readonly Uint8Array[]
  /** The root that the certificates lead to: DER or PEM. */
  root(): Uint8Array
  failures: FailuresUnderTest
  /** Left out by signers that ask no service. */
  service?: ServiceUnderTest
  /** Options that the signer has to refuse with `usage`, and what it has to say. */
  wrongOptions: {
    open(changes: object): ClosableSigner
    cases: readonly (readonly [changes: object, message: string])[]
  }
  /** What no error may show: PINs, passwords, tokens. */
  secrets(): readonly string[]
  /** Is shown every error; throws if it shows what it must not. For checks beyond {@link SignerUnderTest.secrets}. */
  examine?(error: unknown): void
  /** Judges a `.taco` that was signed, such as by jarsigner; throws if it is not valid. */
  judge?(taco: Uint8Array, key: string): Promise<void>
  /** Judges a certificate request (PKCS#10 as PEM), such as by openssl; throws if it is not valid. */
  judgeRequest?(request: Uint8Array): Promise<void>
  /** Runs work while the clock runs faster, such as by the fake timers of a test runner, so that limits are soon reached. */
  hurry?<Result>(work: () => Promise<Result>): Promise<Result>
}

/** One requirement. */
export interface SignerCheck {
  /** Reads as the name of a test. */
  name: string
  /** @throws AssertionError if the signer does not meet it. */
  run(): Promise<void>
}
