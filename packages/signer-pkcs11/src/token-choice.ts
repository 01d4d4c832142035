import { TacosmithError } from '@tacosmith/core/signer'
import type { Pkcs11SignerOptions } from './options.ts'
import type { Token, TokenKey, TokenObject } from './token.ts'

/**
 * The token that the options mean.
 *
 * @throws TacosmithError `keystore`, listing those that exist.
 */
export function chooseToken(
  tokens: readonly Token[],
  { slot, tokenLabel, module }: Pkcs11SignerOptions,
): Token {
  const fitting = tokens.filter(
    (token) =>
      (slot === undefined || token.slot === slot) && (tokenLabel === undefined || token.label === tokenLabel),
  )
  const [token] = fitting
  if (token !== undefined && fitting.length === 1) return token
  const list = (some: readonly Token[]): string =>
    some.map(({ label, slot: number }) => `"${label}" (slot ${number})`).join(', ')
  if (token !== undefined) {
    throw new TacosmithError(
      'keystore',
      `${module} has ${fitting.length} matching tokens: ${list(fitting)}`,
      {
        help: 'Set tokenLabel or slot to one of them.',
      },
    )
  }
  if (tokens.length === 0) {
    throw new TacosmithError('keystore', `${module} has no token`, {
      help: "Plug the token in, or set up the vendor's service; pkcs11-tool --module FILE -T lists what the module sees.",
    })
  }
  const wanted = [
    ...(tokenLabel === undefined ? [] : [`the name "${tokenLabel}"`]),
    ...(slot === undefined ? [] : [`the slot ${slot}`]),
  ].join(' and ')
  throw new TacosmithError('keystore', `${module} has no token with ${wanted}`, {
    help: `It has ${list(tokens)}: set tokenLabel or slot to one of them.`,
  })
}

/**
 * The private key that the options mean.
 *
 * @throws TacosmithError `keystore`, listing those that exist.
 */
export function chooseKey(keys: readonly TokenKey[], options: Pkcs11SignerOptions, where: string): TokenKey {
  const id = options.keyId === undefined ? undefined : normalizeId(options.keyId)
  const { keyLabel } = options
  const fitting = keys.filter(
    (key) =>
      (id === undefined || key.id === id) &&
      (keyLabel === undefined || key.label === keyLabel) &&
      // A key that was asked for is looked at; of the others only those that can sign.
      (id !== undefined || keyLabel !== undefined || key.type !== 'other'),
  )
  const [key] = fitting
  if (key === undefined) throw noSuchKey(keys, options, where)
  if (fitting.length > 1) {
    throw new TacosmithError(
      'keystore',
      `${where} holds ${fitting.length} matching keys: ${listObjects(fitting)}`,
      {
        help: 'Set keyLabel or keyId to the one to sign with.',
      },
    )
  }
  if (key.type !== 'other') return key
  throw new TacosmithError('certificate', `the key ${listObjects([key])} of ${where} is neither RSA nor EC`, {
    help: 'Sign with an RSA key, or with an EC key on P-256, P-384 or P-521.',
  })
}

/** As `a1:b2`, `0xA1B2` or `a1b2`. */
function normalizeId(id: string): string {
  return id.replace(/^0x/i, '').replaceAll(/[:\s]/g, '').toLowerCase()
}

function noSuchKey(
  keys: readonly TokenKey[],
  { keyId, keyLabel }: Pkcs11SignerOptions,
  where: string,
): TacosmithError {
  const wanted = [
    ...(keyLabel === undefined ? [] : [`the label "${keyLabel}"`]),
    ...(keyId === undefined ? [] : [`the ID ${keyId}`]),
  ].join(' and ')
  return new TacosmithError(
    'keystore',
    `${where} contains no private key${wanted === '' ? ' for signing' : ` with ${wanted}`}`,
    {
      help:
        keys.length === 0
          ? 'It contains none at all: create the key pair on the token first, or log in as the user who owns it.'
          : `It contains ${listObjects(keys)}: set keyLabel or keyId to one of them.`,
    },
  )
}

export function listObjects(objects: readonly TokenObject[]): string {
  return objects.map(({ label, id }) => `"${label}" (ID ${id || 'none'})`).join(', ')
}
