import { element, objectIdentifier, sequence } from '../../format/der/der-writer.ts'
import {
  authorityKey,
  basicConstraints,
  EXTENSION,
  type MadeExtension,
  nameOf,
  serialNumber,
  TEXT_TAGS,
  utcTime,
} from './generator/certificate-maker.ts'
import {
  alternative,
  directory,
  email,
  host,
  names,
  policies,
  qualified,
  requirePolicy,
} from './generator/chain-extensions.ts'
import { ringKey } from './generator/key-ring.ts'
import {
  authority,
  type Cooked,
  type RecipeOptions,
  signedBy,
  signer,
  trustedRoot,
} from './generator/recipe.ts'
import { signatureChoice } from './generator/signature-choice.ts'
import { type Case, inDays, type Workshop } from './workshop.ts'

/** An authority with the name of the root and a key of its own, below one that nobody knows. */
function namesake(root: Cooked): Cooked {
  return authority({ issuer: authority({}), parts: { subject: root.parts.subject } })
}

/** Authorities of two names and many keys that may all have issued each other. */
function labyrinth(shop: Workshop): Uint8Array {
  const [one, other] = [nameOf('CN=One'), nameOf('CN=Other')]
  const room = (subject: Uint8Array, issuer: Uint8Array): Cooked =>
    authority({
      issuer: authority({ parts: { subject: issuer } }),
      parts: { subject },
      without: [EXTENSION.authorityKeyIdentifier],
    })
  const rooms = Array.from({ length: 12 }, (_, index) =>
    index % 2 === 0 ? room(one, other) : room(other, one),
  )
  return signedBy(shop, [signer(rooms[0] as Cooked), ...rooms])
}

const EMAIL_ADDRESS = '1.2.840.113549.1.9.1'
const OCTET_STRING = 0x04

/** What JDKs make of chains and of the roots above them. */
export async function chainCases(shop: Workshop): Promise<Case[]> {
  const trusted = (options: RecipeOptions = {}): Cooked => trustedRoot(shop, options)
  const row = (name: string, exit: number, chain: readonly [Cooked, ...Cooked[]]): Case => ({
    ...{ name, kind: 'row', exit, bytes: signedBy(shop, chain) },
  })
  const root = trusted()
  const middle = (options: RecipeOptions = {}): Cooked => authority({ issuer: root, ...options })
  /** A signer below one authority below the root. */
  const below = (options: RecipeOptions, leaf: RecipeOptions = {}): [Cooked, Cooked] => {
    const issuer = middle(options)
    return [signer(issuer, leaf), issuer]
  }
  const spelt = (change: (name: string) => Uint8Array): [Cooked, Cooked] => {
    const issuer = middle({ parts: { subject: nameOf('C=DE,O=Acme GmbH,CN=Middle') } })
    return [signer(issuer, { parts: { issuer: change('C=DE,O=Acme GmbH,CN=Middle') } }), issuer]
  }
  const old = { version: undefined, extensions: undefined }
  return [
    row(
      'issuer spelt with PrintableString',
      0,
      spelt((name) => nameOf(name, TEXT_TAGS.printable)),
    ),
    row(
      'issuer spelt in capitals',
      0,
      spelt((name) => nameOf(name.replace('Middle', 'MIDDLE'))),
    ),
    row(
      'issuer spelt with two blanks',
      0,
      spelt((name) => nameOf(name.replace('Acme GmbH', 'Acme  GmbH'))),
    ),
    row(
      'issuer spelt in BMPString',
      4,
      spelt((name) => nameOf(name, TEXT_TAGS.bmp)),
    ),
    {
      name: 'certificates that make more chains than can be tried',
      kind: 'policy',
      bytes: labyrinth(shop),
    },
    row('root with another key identifier', 4, [
      signer(root, { extensions: [authorityKey(Buffer.from('another key'))] }),
    ]),
    row('root with another serial number', 4, [
      signer(root, { extensions: [authorityKey(undefined, serialNumber())] }),
    ]),
    row(
      'authority with another key identifier',
      0,
      below({}, { extensions: [authorityKey(Buffer.from('another key'))] }),
    ),
    row('a chain that has to be searched', 0, [signer(root), namesake(root)]),
    row('a chain that has to be searched, whose root has another key identifier', 0, [
      signer(root, { extensions: [authorityKey(Buffer.from('another key'))] }),
      namesake(root),
    ]),
    row('a chain that has to be searched, of a signer with path length -2', 4, [
      signer(root, { extensions: [basicConstraints(true, -2)] }),
      namesake(root),
    ]),
    row('a chain that has to be searched, of a signer with path length -1', 0, [
      signer(root, { extensions: [basicConstraints(true, -1)] }),
      namesake(root),
    ]),
    row('root without a key identifier', 0, [signer(trusted({ without: [EXTENSION.subjectKeyIdentifier] }))]),
    row('root of version 1', 0, [signer(trusted({ parts: old }))]),
    row('authority of version 1', 4, below({ parts: old })),
    row('root that is no authority', 4, [signer(trusted({ without: [EXTENSION.basicConstraints] }))]),
    row(
      'root whose own path length is too short',
      0,
      below2(trusted({ extensions: [basicConstraints(true, 0)] })),
    ),
    row('root that has expired', 0, [signer(trusted({ parts: { notAfter: utcTime(inDays(-1)) } }))]),
    row('root with SHA-1', 0, [signer(trusted({ choice: signatureChoice('ECDSA-SHA1') }))]),
    row('root with RSA-512', 4, [signer(trusted({ key: ringKey('rsa-512') }))]),
    row('path length -1', 4, below({ extensions: [basicConstraints(true, -1)] })),
    row('path length -2', 0, below({ extensions: [basicConstraints(true, -2)] })),
    row('path length without an authority', 4, below({ extensions: [basicConstraints(false, 5)] })),
    row('authority without basicConstraints', 4, below({ without: [EXTENSION.basicConstraints] })),
    row('authority without keyUsage', 0, below({ without: [EXTENSION.keyUsage] })),
    row(
      'authority with extendedKeyUsage for servers',
      0,
      below({
        extensions: [
          { oid: EXTENSION.extendedKeyUsage, value: sequence(objectIdentifier('1.3.6.1.5.5.7.3.1')) },
        ],
      }),
    ),
    row('directory names that are permitted', 0, below({ extensions: [names([directory('C=DE,O=ACME')])] })),
    row(
      'directory names that are not permitted',
      4,
      below({ extensions: [names([directory('C=DE,O=Other')])] }),
    ),
    row('directory names that are excluded', 4, below({ extensions: [names([], [directory('C=DE')])] })),
    row(
      'an e-mail address that is permitted',
      0,
      below(
        { extensions: [names([email('example.com')])] },
        { extensions: [alternative(email('a@example.com'))] },
      ),
    ),
    row(
      'an e-mail address that is not permitted',
      4,
      below(
        { extensions: [names([email('example.com')])] },
        { extensions: [alternative(email('a@example.org'))] },
      ),
    ),
    row(
      'an e-mail address in the subject that is no text',
      4,
      below(
        { extensions: [names([email('example.com')])] },
        { parts: { subject: nameOf(`${EMAIL_ADDRESS}=a@example.com`, OCTET_STRING) } },
      ),
    ),
    row(
      'an e-mail address in the subject that is no address',
      0,
      below(
        { extensions: [names([host('example.com')])] },
        { parts: { subject: nameOf(`${EMAIL_ADDRESS}=nobody`) } },
      ),
    ),
    row(
      'a host that is permitted',
      0,
      below(
        { extensions: [names([host('example.com')])] },
        { extensions: [alternative(host('code.example.com'))] },
      ),
    ),
    row(
      'a host in the common name that is not permitted',
      4,
      below(
        { extensions: [names([host('example.com')])] },
        { parts: { subject: nameOf('C=DE,CN=example.org') } },
      ),
    ),
    row(
      'name constraints that exclude each other',
      4,
      twice(names([directory('C=DE')]), names([directory('C=FR')])),
    ),
    row(
      'a policy that is required and there',
      0,
      below({ extensions: [policies('1.2.3'), requirePolicy(0)] }, { extensions: [policies('1.2.3')] }),
    ),
    row(
      'a policy that is required and missing',
      4,
      below({ extensions: [policies('1.2.3'), requirePolicy(0)] }, { extensions: [policies('1.2.4')] }),
    ),
    row(
      'critical policies with qualifiers',
      4,
      below({ extensions: [{ ...qualified('1.2.3'), critical: true }] }),
    ),
    row('a loop of authorities', 4, loop()),
    row('a certificate twice', 0, ((chain) => [...chain, chain[1]] as const)(below({}))),
    row('an expired cross certificate above the root', 4, crossed(utcTime(inDays(-1)))),
    row('a cross certificate above the root', 0, crossed(utcTime(inDays(100)))),
    row('a trusted certificate that signed itself', 4, [trustedLeaf()]),
    row('five authorities, and a namesake of the root', 0, searched(5)),
    row('six authorities, and a namesake of the root', 4, searched(6)),
    { ...row('a chain of 52 certificates', 0, long(51)), kind: 'lenient' },
  ]

  function below2(top: Cooked): [Cooked, Cooked, Cooked] {
    const upper = authority({ issuer: top })
    const lower = authority({ issuer: upper })
    return [signer(lower), lower, upper]
  }

  function twice(upper: MadeExtension, lower: MadeExtension): [Cooked, Cooked, Cooked] {
    const first = middle({ extensions: [upper] })
    const second = authority({ issuer: first, extensions: [lower] })
    return [signer(second), second, first]
  }

  function loop(): [Cooked, Cooked, Cooked] {
    const [one, other] = [authority(), authority()]
    const first = authority({ issuer: other, key: one.key, parts: { subject: one.parts.subject } })
    const second = authority({ issuer: one, key: other.key, parts: { subject: other.parts.subject } })
    return [signer(first), first, second]
  }

  function crossed(notAfter: Uint8Array): [Cooked, Cooked, Cooked] {
    const top = trusted()
    const issuer = authority({ issuer: top })
    const { subject } = top.parts
    const cross = authority({ issuer: authority(), key: top.key, parts: { subject, notAfter } })
    return [signer(issuer), issuer, cross]
  }

  /** As a JDK does it searches for a chain, because what the block has on top is not the root. */
  function searched(count: number): [Cooked, ...Cooked[]] {
    const top = trusted()
    const { subject } = top.parts
    return [...stacked(top, count), authority({ issuer: authority(), parts: { subject } })]
  }

  function long(count: number): [Cooked, ...Cooked[]] {
    return stacked(trusted(), count)
  }

  function stacked(top: Cooked, count: number): [Cooked, ...Cooked[]] {
    const authorities: Cooked[] = []
    for (let number = 0; number < count; number++) {
      authorities.unshift(authority({ issuer: authorities[0] ?? top }))
    }
    return [signer(authorities[0] ?? top), ...authorities]
  }

  function trustedLeaf(): Cooked {
    const own = authority({
      extensions: [
        basicConstraints(false),
        { oid: EXTENSION.keyUsage, value: element(0x03, Buffer.from([7, 0x80])) },
      ],
    })
    shop.trusted.push(own.certificate)
    return own
  }
}
