import { childrenOf, isContext, parseAsn1, rawBytes } from '../der/der-reader.ts'
import { context, element, objectIdentifier, sequence } from '../der/der-writer.ts'
import { TIMESTAMP_TOKEN_ATTRIBUTE } from './signed-data.ts'

const SEQUENCE = 0x30
const SET = 0x31

/**
 * Adds an RFC 3161 token to the signature of a SignedData. Everything that was there stays byte for byte.
 *
 * @param block a ContentInfo that `readJarBlock` has read, with one signature that has no unsigned attributes
 * @param token over that signature
 */
export function addTimestampToken(block: Uint8Array, token: Uint8Array): Uint8Array {
  const [contentType, explicitContent] = childrenOf(parseAsn1(block))
  const fields = childrenOf(childrenOf(explicitContent)[0])
  const signerInfos = fields.at(-1)
  const [signerInfo, ...others] = childrenOf(signerInfos)
  const parts = childrenOf(signerInfo)
  if (contentType === undefined || others.length > 0 || parts.length === 0 || isContext(parts.at(-1), 1)) {
    throw new RangeError('a block with one signature and without unsigned attributes is expected')
  }
  const attribute = sequence(objectIdentifier(TIMESTAMP_TOKEN_ATTRIBUTE), element(SET, token))
  const stamped = element(SEQUENCE, ...parts.map(rawBytes), context(1, attribute))
  const signedData = sequence(...fields.slice(0, -1).map(rawBytes), element(SET, stamped))
  return sequence(rawBytes(contentType), context(0, signedData))
}
