import { rootCertificates } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { LazyElement } from '../format/der/lazy-element.ts'
import { certificateSubject } from '../format/x509/certificate-subject.ts'
import { readName } from '../format/x509/name.ts'
import { nameOf, TEXT_TAGS } from '../verify/testing/generator/certificate-maker.ts'
import { outlineOfCanonical, outlineOfName } from './name-outline.ts'
import { TrustAnchors } from './trust-anchors.ts'

const canonicalOf = (der: Uint8Array): string => readName(LazyElement.read(der)).canonical

describe('names that are equal have one outline', () => {
  it.each([
    ['C=DE,O=Acme,CN=Root 1', nameOf('C=DE,O=Acme,CN=Root 1', TEXT_TAGS.printable)],
    ['C=DE,O=Acme,CN=Root 1', nameOf('C=de,O=ACME,CN=root 1')],
    ['C=DE,O=Acme,CN=Root 1', nameOf('C=DE,O= Acme ,CN=Root   1')],
    ['C=DE,O=Acme+CN=Root 1', nameOf('C=DE,CN=Root 1+O=Acme')],
    ['CN=a=b', nameOf('CN=A=B')],
    ['', nameOf('')],
  ])('%s', (text, other) => {
    const name = nameOf(text)
    expect(canonicalOf(other)).toBe(canonicalOf(name))
    expect(outlineOfName(name)).toBeDefined()
    expect(outlineOfName(other)).toBe(outlineOfName(name))
    expect(outlineOfCanonical(canonicalOf(name))).toBe(outlineOfName(name))
  })
})

it('names with other letters or digits have other outlines', () => {
  const texts = ['CN=Root 1', 'CN=Root 2', 'CN=Root', 'CN=Root 11', 'O=Acme,CN=Root 1']
  expect(new Set(texts.map((text) => outlineOfName(nameOf(text)))).size).toBe(texts.length)
})

describe('a name that has to be compared itself has no outline', () => {
  it.each([
    ['not ASCII', nameOf('CN=Größe')],
    ['not ASCII, but with a small letter that is', nameOf('CN=\u212a')],
    ['of another type of text', nameOf('CN=Root', TEXT_TAGS.bmp)],
    ['cut off', nameOf('CN=Root').subarray(0, -1)],
    ['followed by something', Buffer.concat([nameOf('CN=Root'), Buffer.from([0])])],
    ['none', Buffer.from([0x04, 0x00])],
    ['nothing', new Uint8Array()],
  ])('%s', (_, name) => {
    expect(outlineOfName(name)).toBeUndefined()
  })

  it.each(['cn=#0c0141', 'cn=a\\,b', 'cn=größe', '1.2.3.4=#130141'])('%s', (canonical) => {
    expect(outlineOfCanonical(canonical)).toBeUndefined()
  })
})

it("finds each of Node's own roots by its name, and no other", () => {
  const files = rootCertificates.map((pem) => Buffer.from(pem))
  const anchors = new TrustAnchors(files, 'test')
  const ders = rootCertificates.map((pem) => Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64'))
  expect(ders.length).toBeGreaterThan(100)
  for (const der of ders) {
    const name = canonicalOf(certificateSubject(der) ?? new Uint8Array())
    const found = anchors.withName(name)
    expect(found.every(({ subjectDer }) => canonicalOf(subjectDer) === name)).toBe(true)
    expect(found.some((one) => Buffer.compare(one.der, der) === 0)).toBe(true)
  }
  expect(anchors.withName('cn=nobody')).toEqual([])
})
