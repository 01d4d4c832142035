import { createHash } from 'node:crypto'
import {
  context,
  element,
  integer,
  NULL,
  objectIdentifier,
  octetString,
  sequence,
  set,
} from '../../../format/der/der-writer.ts'
import { attribute } from '../hand-made-signature.ts'
import { generalizedTime } from './certificate-maker.ts'
import type { Cooked } from './recipe.ts'
import { DIGEST_OIDS, usualChoice } from './signature-choice.ts'

const TST_INFO = '1.2.840.113549.1.9.16.1.4'
const CONTENT_TYPE = '1.2.840.113549.1.9.3'
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4'

/** What is different from a good token. */
export interface TokenRecipe {
  authority: Cooked
  /** Default: the authority's alone. */
  certificates?: readonly Cooked[]
  /** What they are in. Default: what belongs there, the constructed context-specific 0. */
  certificatesTag?: number
  revocationLists?: readonly Uint8Array[]
  /** What follows the digest in the imprint. */
  imprintEnd?: Uint8Array
  digest?: string
  time?: Uint8Array
  version?: number
  /** What follows the time. */
  more?: readonly Uint8Array[]
  signed?: readonly Uint8Array[]
  /** Attributes that the signature does not cover. */
  unsigned?: readonly Uint8Array[]
  /** The name of the issuer in the SignerInfo. */
  issuer?: Uint8Array
  isBare?: boolean
  isHollow?: boolean
  beside?: readonly Uint8Array[]
  /** They sign too, after the authority. */
  others?: readonly Cooked[]
  wrap?: (token: Uint8Array) => Uint8Array
}

/** Makes the token for a signature. */
export function tokenOf(recipe: TokenRecipe): (signature: Uint8Array) => Uint8Array {
  return (signature) => {
    const { certificates = [recipe.authority], certificatesTag = 0xa0 } = recipe
    const { beside = [], isHollow = false, others = [], revocationLists = [] } = recipe
    const { wrap = (token: Uint8Array) => token } = recipe
    const info = timestampInfo(recipe, signature)
    const content = sequence(
      integer(3),
      set(digestAlgorithm('sha256')),
      sequence(objectIdentifier(TST_INFO), ...(isHollow ? [] : [context(0, octetString(info))])),
      element(certificatesTag, ...certificates.map(({ certificate }) => certificate)),
      ...(revocationLists.length === 0 ? [] : [context(1, ...revocationLists)]),
      element(
        0x31,
        ...beside,
        signerInfo(recipe, info),
        ...others.map((other) => signerInfo({ authority: other }, info)),
      ),
    )
    return wrap(sequence(objectIdentifier('1.2.840.113549.1.7.2'), context(0, content)))
  }
}

function digestAlgorithm(digest: string): Uint8Array {
  return sequence(objectIdentifier(DIGEST_OIDS[digest] ?? ''), NULL)
}

function timestampInfo(recipe: TokenRecipe, signature: Uint8Array): Uint8Array {
  const { digest = 'sha256', time = generalizedTime(new Date()), version = 1, more = [] } = recipe
  const imprint = octetString(createHash(digest).update(signature).digest())
  const { imprintEnd = Buffer.alloc(0) } = recipe
  return sequence(
    ...[integer(version), objectIdentifier('1.2.3.4.1')],
    ...[sequence(digestAlgorithm(digest), imprint, imprintEnd), integer(1), time, ...more],
  )
}

/** The SignerInfo of a token. */
export function signerInfo(recipe: TokenRecipe, info: Uint8Array): Uint8Array {
  const { key, parts } = recipe.authority
  const { signed = [], unsigned = [], isBare = false, issuer = parts.issuer } = recipe
  const attributes = set(
    attribute(CONTENT_TYPE, objectIdentifier(TST_INFO)),
    attribute(MESSAGE_DIGEST, octetString(createHash('sha256').update(info).digest())),
    ...signed,
  )
  const choice = usualChoice(key.privateKey)
  const implicit = Buffer.from(attributes)
  implicit[0] = 0xa0
  return sequence(
    ...[integer(1), sequence(issuer, parts.serial), digestAlgorithm('sha256')],
    ...(isBare ? [] : [implicit]),
    choice.identifier,
    octetString(choice.sign(isBare ? info : attributes, key.privateKey)),
    ...(unsigned.length === 0 ? [] : [context(1, ...unsigned)]),
  )
}
