import {
  boolean,
  element,
  NULL,
  objectIdentifier,
  octetString,
  sequence,
} from '../../format/der/der-writer.ts'
import { PKCS9, reordered } from './block-changes.ts'
import type { BlockScene } from './block-scene.ts'
import { attribute } from './hand-made-signature.ts'
import type { Case } from './workshop.ts'

/** Cases on the signed and unsigned attributes of a signature. */
export function signedAttributeCases(scene: BlockScene): Case[] {
  const { shop, row, policy, signed, time, certificateHash, issuerSerial } = scene
  return [
    row('a signing time', 0, 'verified', signed(`${PKCS9}5`, time(0x17, '261130120000Z'))),
    row(
      'a generalized signing time with a fraction and a zone',
      0,
      'verified',
      signed(`${PKCS9}5`, time(0x18, '20261130120000.5+0100')),
    ),
    row('a signing time without seconds', 0, 'verified', signed(`${PKCS9}5`, time(0x17, '2611301200Z'))),
    row(
      'a signing time on the 31st of February',
      0,
      'verified',
      signed(`${PKCS9}5`, time(0x17, '260231120000Z')),
    ),
    row('a signing time of 60 seconds', 16, 'tampered', signed(`${PKCS9}5`, time(0x17, '261130120060Z'))),
    row('a signing time without a zone', 16, 'tampered', signed(`${PKCS9}5`, time(0x17, '261130120000'))),
    row(
      'a signing time as OCTET STRING',
      16,
      'tampered',
      signed(`${PKCS9}5`, octetString(Buffer.from('261130120000Z'))),
    ),
    row(
      'two signing times in one attribute',
      16,
      'tampered',
      signed(`${PKCS9}5`, time(0x17, '261130120000Z'), time(0x17, '261130120000Z')),
    ),
    row('a signing time without a value', 1, 'tampered', signed(`${PKCS9}5`)),
    row(
      'two attributes for the signing time',
      16,
      'tampered',
      shop.file({
        signedAttributes: ['261130120000Z', '261130120001Z'].map((text) =>
          attribute(`${PKCS9}5`, time(0x17, text)),
        ),
      }),
    ),
    row('an e-mail address', 0, 'verified', signed(`${PKCS9}1`, element(0x16, Buffer.from('a@example.com')))),
    row(
      'an e-mail address as UTF8String',
      16,
      'tampered',
      signed(`${PKCS9}1`, element(0x0c, Buffer.from('a@example.com'))),
    ),
    row(
      'a challenge password as UTF8String',
      0,
      'verified',
      signed(`${PKCS9}7`, element(0x0c, Buffer.from('x'))),
    ),
    row(
      'a challenge password as IA5String',
      16,
      'tampered',
      signed(`${PKCS9}7`, element(0x16, Buffer.from('x'))),
    ),
    row('an attribute that Java does not know', 0, 'verified', signed('1.2.3.4', NULL)),
    row('an attribute that Java does not know, without a value', 0, 'verified', signed('1.2.3.4')),
    row(
      'ESSCertIDv2',
      0,
      'verified',
      signed(`${PKCS9}16.2.47`, sequence(sequence(sequence(certificateHash)))),
    ),
    row('ESSCertID', 0, 'verified', signed(`${PKCS9}16.2.12`, sequence(sequence(sequence(certificateHash))))),
    row(
      'ESSCertID with issuer and serial number',
      0,
      'verified',
      signed(`${PKCS9}16.2.12`, sequence(sequence(sequence(certificateHash, issuerSerial)))),
    ),
    row(
      'ESSCertID that is none',
      16,
      'tampered',
      signed(`${PKCS9}16.2.12`, sequence(octetString(Buffer.from('x')))),
    ),
    row('S/MIME capabilities', 0, 'verified', signed(`${PKCS9}15`, sequence())),
    row('a signing description', 0, 'verified', signed(`${PKCS9}13`, sequence())),
    { name: 'extended certificate attributes', kind: 'bad', bytes: signed(`${PKCS9}9`, sequence()) },
    { name: 'an issuer and serial number', kind: 'bad', bytes: signed(`${PKCS9}10`, sequence()) },
    policy(
      'certificate extensions in an attribute',
      0,
      signed(
        `${PKCS9}14`,
        sequence(
          sequence(objectIdentifier('2.5.29.15'), boolean(true), octetString(Buffer.from([3, 2, 7, 128]))),
        ),
      ),
    ),
    row(
      'attributes in another order',
      0,
      'verified',
      reordered(shop, (attributes) => attributes.toReversed()),
    ),
    row(
      'no content type among the attributes',
      16,
      'tampered',
      reordered(shop, (attributes) =>
        attributes.filter((one) => !Buffer.from(one).includes(Buffer.from('2a864886f70d010903', 'hex'))),
      ),
    ),
    policy(
      'an unsigned attribute that Java does not know',
      0,
      shop.file({ unsigned: [attribute('1.2.3.4', NULL)] }),
    ),
  ]
}
