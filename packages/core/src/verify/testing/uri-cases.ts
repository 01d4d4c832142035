import { element } from '../../format/der/der-writer.ts'
import { alternative, names } from './generator/chain-extensions.ts'
import { authority, type Cooked, signedBy, signer } from './generator/recipe.ts'
import type { Case, Workshop } from './workshop.ts'

const uri = (text: string): Uint8Array => element(0x86, Buffer.from(text))

/** What Java takes for a URI. */
const READABLE = [
  ...['x:?q', 'http://?x', 'http://#x', 'http://a_b', 'http://1', 'http://x?[y]#[z]'],
  ...['http://[::1]:80/', 'http://[::1.2.3.4]', 'http://[fe80::1%1]', 'http://example.com:99999999999'],
]
const UNREADABLE = [
  ...['http://[::1', 'http://[]', 'http://[1.2.3.4]', 'http://[:::]', 'http://[00001::]', 'http://[1::2::3]'],
  ...['http://[v1.x]', 'http://[::1]x', 'http://example.com/[x]', 'http://a%zz'],
  ...['http://', 'x:', 'x:#y', 'http://[::0001.0002.0003.0004]'],
]
/** Whether Java reads them depends on the network, or on the interfaces of the machine. */
const UNCERTAIN = ['http://example.com./', 'http://[fe80::1%eth0]', 'http://[fe80::1%25eth0]']

/** Hosts below name constraints, what these exclude, and what jarsigner says. */
const HOSTS: [host: string, excluded: string, exit: number][] = [
  ['1', 'example.com', 0],
  ['01.2.3.4', 'example.com', 0],
  ['4294967295', 'example.com', 0],
  ['01.2.3.4', '01.2.3.4', 4],
  ['[::1]', 'example.com', 0],
  ['a_b', 'example.com', 4],
  ['u@EXAMPLE.com:80', 'example.com', 4],
  ['example.com', 'e%78ample.com#x', 4],
  ['a.example.com', 'e%78ample.com#x', 0],
]

/** URIs in the certificate of the signer. */
export function uriCases(shop: Workshop, root: Cooked): Case[] {
  const bytes = (text: string): Uint8Array =>
    signedBy(shop, [signer(root, { extensions: [{ ...alternative(uri(text)), critical: true }] })])
  const critical =
    (exit: number) =>
    (text: string): Case => ({
      ...{ name: `critical URI ${text}`, kind: 'row', exit, bytes: bytes(text) },
    })
  return [
    ...READABLE.map(critical(0)),
    ...UNREADABLE.map(critical(16)),
    ...UNCERTAIN.map((text): Case => ({ name: `critical URI ${text}`, kind: 'policy', bytes: bytes(text) })),
    ...HOSTS.map(([host, excluded, exit]): Case => {
      const above = authority({ issuer: root, extensions: [names([], [uri(excluded)])] })
      const leaf = signer(above, { extensions: [alternative(uri(`http://${host}/`))] })
      const name = `host ${host} of a URI, where ${excluded} is excluded`
      return { name, kind: 'row', exit, bytes: signedBy(shop, [leaf, above]) }
    }),
  ]
}
