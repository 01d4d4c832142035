import type { Random } from '@tacosmith/test-kit'

const STARTS = ['http://', 'http://', 'http://[', 'http://u@', 'x:', 'x:/', '']
const PIECES = [
  ...['example', 'example.com', 'www.example.com', '.', '-', '_', '~', '1', '01.2.3.4', '256', '1.2.3.4'],
  ...[
    '[',
    ']',
    '[::1]',
    '::',
    'fe80::1',
    '12345',
    'ffff:',
    '::ffff:1.2.3.4',
    '[::1%1]',
    '%',
    '%41',
    '%zz',
    '%25',
  ],
  ...[':', ':80', ':99999999999', '@', '/', '//', '?', '#', ' ', ';', '^', '\x80', 'x', 'v1.x'],
]

/** A URI that Java may not take for one, in ASCII and bytes beyond it. */
export function oddUri(random: Random): string {
  const pieces = Array.from({ length: 1 + random.below(4) }, () => random.pick(PIECES))
  return `${random.pick(STARTS)}${pieces.join('')}`
}

/** Texts of addresses, most of them in the network that name constraints of the tests are about. */
export const ODD_ADDRESSES: readonly string[] = [
  ...[
    '10.0.0.1',
    '10.1',
    '10.0.257',
    '010.0.0.1',
    '167772161',
    '4294967296',
    '10.0.0.1.5',
    '10.0.0.256',
    '10..1',
  ],
  ...[
    '::ffff:10.0.0.1',
    '::10.0.0.1',
    '::ffff:10.0.0.1%1',
    '2001:db8::1',
    '2001:db8::1%1',
    '2001:db8::00001',
    '::1%',
  ],
]
