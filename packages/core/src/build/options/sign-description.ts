import * as v from 'valibot'
import { isSigner } from '../../sign/signer.ts'
import {
  address,
  eitherOf,
  isNamed,
  named,
  oneOf,
  option,
  settings,
  text,
  textLike,
  wholeNumber,
  yesOrNo,
} from './kinds.ts'
import { secret } from './secret.ts'

const addresses = v.pipe(
  v.array(address, 'but should be a list of addresses'),
  v.nonEmpty('but should have at least one'),
)

const authorities = { flag: '--tsa', input: 'timestamp-url', variable: 'TACOSMITH_TSA' }

/** Where timestamps come from: {@link TimestampOptions}. */
export const timestampDescription: v.GenericSchema = named(
  'TimestampOptions',
  'Where timestamps come from and how long to try.',
  settings({
    urls: option(addresses, {
      about: 'Addresses of RFC 3161 authorities in order of preference.',
      ...authorities,
    }),
    timeout: v.optional(
      // A timer takes no more.
      option(wholeNumber(1, 2_147_483_647), { about: 'Milliseconds for each attempt.' }),
      10_000,
    ),
    retries: v.optional(
      // Pauses double: more would be hours.
      option(wholeNumber(0, 10), { about: 'Further attempts at each address after the first.' }),
      2,
    ),
    optional: v.optional(
      option(yesOrNo, {
        about: 'Sign without a timestamp, with a loud warning, when no authority answers.',
        flag: '--tsa-optional',
      }),
      false,
    ),
  }),
)

const anyTimestamp = eitherOf(
  [v.literal(false), address, addresses, timestampDescription],
  'but should be an address, a list of addresses, an object or false',
  (value) => {
    if (typeof value === 'string') return address
    if (Array.isArray(value)) return addresses
    return isNamed(value) ? timestampDescription : undefined
  },
)

const signer = v.custom(isSigner, 'but should be an object with the functions sign and certificates')

/** The key to sign with: {@link SignOptions}. */
export const signDescription: v.GenericSchema = named(
  'SignOptions',
  'The key that signs a `.taco`. Give `keystore`, or `key` and `certificates`, or `signer`.',
  settings({
    keystore: v.optional(
      option(text, {
        about: 'A PKCS#12 (`.p12`, `.pfx`), JKS or PEM file.',
        examples: ['release.p12'],
        flag: '--keystore',
        input: 'keystore',
        variable: 'TACOSMITH_KEYSTORE',
      }),
    ),
    key: v.optional(
      option(text, {
        about: 'A PEM file with the private key.',
        examples: ['release.key.pem'],
        flag: '--key',
      }),
    ),
    certificates: v.optional(
      option(text, {
        about:
          "A PEM, DER or `.p7b` file with the signer's certificate and its issuers; can also add what a keystore lacks.",
        flag: '--certificates',
        input: 'certificates',
      }),
    ),
    alias: v.optional(
      option(text, {
        about: 'The keystore entry; needed only if the keystore holds several keys.',
        flag: '--alias',
        input: 'alias',
        variable: 'TACOSMITH_ALIAS',
      }),
    ),
    storePassword: v.optional(
      option(secret, {
        about: 'The password of the keystore.',
        examples: [{ env: 'KEYSTORE_PASSWORD' }, { file: 'keystore-password.txt' }],
        flag: '--storepass',
        input: 'store-password',
        variable: 'TACOSMITH_STOREPASS',
        isSecret: true,
      }),
    ),
    keyPassword: v.optional(
      option(secret, {
        about: 'The password of the key.',
        examples: [{ env: 'KEY_PASSWORD' }, { file: 'key-password.txt' }],
        defaultText: 'the store password',
        flag: '--keypass',
        input: 'key-password',
        variable: 'TACOSMITH_KEYPASS',
        isSecret: true,
      }),
    ),
    signer: v.optional(
      option(
        named(
          'Signer',
          'Something that holds a private key: a keystore in memory, a hardware token, a cloud service.',
          signer,
        ),
        {
          about: 'A key that lives elsewhere: an HSM, a cloud service.',
          help: 'Give a signer from a signer package, such as awsKmsSigner({ ... }) of @tacosmith/signer-aws-kms.',
        },
      ),
    ),
    digest: v.optional(
      option(named('DigestAlgorithm', 'A digest algorithm.', oneOf('sha256', 'sha384', 'sha512')), {
        about: 'The digest algorithm.',
        defaultText: 'the one that fits the strength of the key, as in jarsigner',
        flag: '--digest',
      }),
    ),
    timestamp: v.optional(
      option(anyTimestamp, {
        about:
          'The timestamp authority, or several in order of preference. `false` signs without a timestamp, with a warning.',
        help: 'Give the URL of a timestamp authority, a list of URLs, or false to sign without a timestamp.',
        ...authorities,
      }),
    ),
    signatureName: v.optional(
      option(
        textLike(/^[A-Za-z0-9_-]{1,64}$/, 'but should only contain letters A to Z, digits, "_" and "-"'),
        {
          about: 'The name of the signature files in META-INF.',
          defaultText: 'derived from the alias, or `TACO`',
          flag: '--signature-name',
        },
      ),
    ),
    includeRoot: v.optional(
      option(yesOrNo, {
        about: 'Embed the root certificate too; some Tableau releases reject files that embed it.',
        flag: '--include-root',
      }),
      false,
    ),
    allowRsaPssAndEd25519: v.optional(
      option(yesOrNo, {
        about:
          'Also sign with RSA-PSS and Ed25519 keys. JDK 16 and newer verify such files; the JREs of Java 8 to 15 treat them as unsigned, and Tableau releases with one of these do not load them. Java 8 and newer verify signatures of RSA (PKCS#1 v1.5) and EC keys.',
        flag: '--allow-rsa-pss-and-ed25519',
      }),
      false,
    ),
  }),
)
