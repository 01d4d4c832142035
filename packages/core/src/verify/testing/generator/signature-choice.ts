import { constants, type KeyObject, sign } from 'node:crypto'
import { context, integer, NULL, objectIdentifier, sequence } from '../../../format/der/der-writer.ts'
import { pssWith, withoutNull, withoutZeros } from './odd-signatures.ts'

/** How a certificate, a token or a block is signed. */
export interface SignatureChoice {
  name: string
  /** OpenSSL's names of the keys that can. */
  keys: readonly string[]
  identifier: Uint8Array
  sign(data: Uint8Array, key: KeyObject): Uint8Array
}

const RSA = ['rsa']
const PSS = ['rsa', 'rsa-pss']

export const DIGEST_OIDS: Readonly<Record<string, string>> = {
  md5: '1.2.840.113549.2.5',
  sha1: '1.3.14.3.2.26',
  sha224: '2.16.840.1.101.3.4.2.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
  'sha512-224': '2.16.840.1.101.3.4.2.5',
  'sha512-256': '2.16.840.1.101.3.4.2.6',
  'sha3-224': '2.16.840.1.101.3.4.2.7',
  'sha3-256': '2.16.840.1.101.3.4.2.8',
  'sha3-384': '2.16.840.1.101.3.4.2.9',
  'sha3-512': '2.16.840.1.101.3.4.2.10',
}

function plain(
  name: string,
  keys: readonly string[],
  oid: string,
  digest: string | null,
  parameters?: Uint8Array,
): SignatureChoice {
  return {
    name,
    keys,
    identifier: sequence(objectIdentifier(oid), ...(parameters === undefined ? [] : [parameters])),
    sign: (data, key) => sign(digest, data, { key, dsaEncoding: 'der' }),
  }
}

/** RSASSA-PSS-params; the digest of the mask may differ from the other. */
export function pssParameters(digest: string, saltLength: number, mask: string = digest): Uint8Array {
  const digestOf = (name: string): Uint8Array => sequence(objectIdentifier(DIGEST_OIDS[name] ?? ''), NULL)
  return sequence(
    context(0, digestOf(digest)),
    context(1, sequence(objectIdentifier('1.2.840.113549.1.1.8'), digestOf(mask))),
    context(2, integer(saltLength)),
  )
}

function pss(digest: string, saltLength: number): SignatureChoice {
  return {
    name: `PSS-${digest}`,
    keys: PSS,
    identifier: sequence(objectIdentifier('1.2.840.113549.1.1.10'), pssParameters(digest, saltLength)),
    sign: (data, key) => sign(digest, data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }),
  }
}

/** RSA-PSS with two digests, or with another one for the mask than it names. */
export function pssChoice(digest: string, named: string, saltLength = 20, mask = named): SignatureChoice {
  return {
    ...{ name: `PSS-${digest} with ${named}`, keys: ['rsa'] },
    identifier: sequence(objectIdentifier('1.2.840.113549.1.1.10'), pssParameters(digest, saltLength, named)),
    sign: pssWith(digest, mask, saltLength),
  }
}

function oddly(name: string, like: SignatureChoice, sign: SignatureChoice['sign']): SignatureChoice {
  return { ...like, name, sign }
}

/** All that Java has ever known, good and bad, and one that it never did. */
export const SIGNATURE_CHOICES: readonly SignatureChoice[] = [
  plain('RSA-SHA256', RSA, '1.2.840.113549.1.1.11', 'sha256', NULL),
  plain('RSA-SHA256 without NULL', RSA, '1.2.840.113549.1.1.11', 'sha256'),
  plain('RSA-SHA384', RSA, '1.2.840.113549.1.1.12', 'sha384', NULL),
  plain('RSA-SHA512', RSA, '1.2.840.113549.1.1.13', 'sha512', NULL),
  plain('RSA-SHA224', RSA, '1.2.840.113549.1.1.14', 'sha224', NULL),
  plain('RSA-SHA512/224', RSA, '1.2.840.113549.1.1.15', 'sha512-224', NULL),
  plain('RSA-SHA512/256', RSA, '1.2.840.113549.1.1.16', 'sha512-256', NULL),
  plain('RSA-SHA1', RSA, '1.2.840.113549.1.1.5', 'sha1', NULL),
  plain('RSA-SHA1 of OIW', RSA, '1.3.14.3.2.29', 'sha1', NULL),
  plain('RSA-MD5', RSA, '1.2.840.113549.1.1.4', 'md5', NULL),
  plain('RSA-RIPEMD160', RSA, '1.3.36.3.3.1.2', 'ripemd160', NULL),
  plain('RSA-SHA3-256', RSA, '2.16.840.1.101.3.4.3.14', 'sha3-256', NULL),
  plain('RSA-SHA3-512', RSA, '2.16.840.1.101.3.4.3.16', 'sha3-512', NULL),
  pss('sha256', 32),
  pss('sha512', 64),
  pss('sha1', 20),
  plain('ECDSA-SHA1', ['ec'], '1.2.840.10045.4.1', 'sha1'),
  plain('ECDSA-SHA224', ['ec'], '1.2.840.10045.4.3.1', 'sha224'),
  plain('ECDSA-SHA256', ['ec'], '1.2.840.10045.4.3.2', 'sha256'),
  plain('ECDSA-SHA256 with NULL', ['ec'], '1.2.840.10045.4.3.2', 'sha256', NULL),
  plain('ECDSA-SHA384', ['ec'], '1.2.840.10045.4.3.3', 'sha384'),
  plain('ECDSA-SHA512', ['ec'], '1.2.840.10045.4.3.4', 'sha512'),
  plain('ECDSA-SHA3-256', ['ec'], '2.16.840.1.101.3.4.3.10', 'sha3-256'),
  plain('ECDSA-SHA3-384', ['ec'], '2.16.840.1.101.3.4.3.11', 'sha3-384'),
  plain('DSA-SHA1', ['dsa'], '1.2.840.10040.4.3', 'sha1'),
  plain('DSA-SHA256', ['dsa'], '2.16.840.1.101.3.4.3.2', 'sha256'),
  plain('Ed25519', ['ed25519'], '1.3.101.112', null),
  plain('Ed448', ['ed448'], '1.3.101.113', null),
  pssChoice('sha384', 'sha256'),
  pssChoice('sha256', 'sha1'),
  pssChoice('sha256', 'sha3-256'),
  { ...pssChoice('sha256', 'sha384', 20, 'sha256'), name: 'PSS with another mask than it names' },
  oddly(
    'RSA-SHA256 whose digest lacks NULL',
    plain('', RSA, '1.2.840.113549.1.1.11', 'sha256', NULL),
    withoutNull('sha256'),
  ),
  oddly(
    'RSA-SHA512 whose digest lacks NULL',
    plain('', RSA, '1.2.840.113549.1.1.13', 'sha512', NULL),
    withoutNull('sha512'),
  ),
  oddly(
    'ECDSA-SHA256 without zeros',
    plain('', ['ec'], '1.2.840.10045.4.3.2', 'sha256'),
    withoutZeros('sha256'),
  ),
  oddly(
    'DSA-SHA256 without zeros',
    plain('', ['dsa'], '2.16.840.1.101.3.4.3.2', 'sha256'),
    withoutZeros('sha256'),
  ),
]

const USUAL: Readonly<Record<string, string>> = {
  rsa: 'RSA-SHA256',
  'rsa-pss': 'PSS-sha256',
  ec: 'ECDSA-SHA256',
  dsa: 'DSA-SHA256',
  ed25519: 'Ed25519',
  ed448: 'Ed448',
}

const ODD: Readonly<Record<string, string>> = {
  rsa: 'RSA-SHA256 whose digest lacks NULL',
  ec: 'ECDSA-SHA256 without zeros',
  dsa: 'DSA-SHA256 without zeros',
}

/** What keys of this kind sign with if their signatures are to be odd in a way that Java accepts. */
export function oddChoice(key: KeyObject): SignatureChoice {
  const name = ODD[key.asymmetricKeyType ?? '']
  return name === undefined ? usualChoice(key) : signatureChoice(name)
}

/** By its name. */
export function signatureChoice(name: string): SignatureChoice {
  const found = SIGNATURE_CHOICES.find((choice) => choice.name === name)
  if (found === undefined) throw new Error(`there is no ${name}`)
  return found
}

/** What keys of this kind mostly sign with. */
export function usualChoice({ asymmetricKeyType }: KeyObject): SignatureChoice {
  return signatureChoice(USUAL[asymmetricKeyType ?? ''] ?? '')
}
