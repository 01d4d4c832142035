import type { Token, TokenKey, TokenObject } from './token.ts'

/** Reads what `pkcs11-tool --list-token-slots` prints; slots without an initialized token are left out. */
export function readTokenList(output: string): Token[] {
  return splitBefore(output, /^Slot \d+ \(0x/).flatMap((block) => {
    const slot = /^Slot \d+ \((0x[0-9a-f]+)\)/i.exec(block)?.[1]
    const label = field(block, 'token label')
    if (slot === undefined || label === undefined) return []
    const flags = field(block, 'token flags') ?? ''
    return [
      {
        slot: Number(slot),
        label,
        pinLocked: /user PIN locked/i.test(flags),
        lastTry: /final user PIN try/i.test(flags),
      },
    ]
  })
}

/** Objects as `pkcs11-tool --list-objects` names them. */
export interface ObjectList {
  keys: TokenKey[]
  certificates: TokenObject[]
  publicKeys: ListedPublicKey[]
}

/** A public key, as far as the list says what it is. */
export interface ListedPublicKey extends TokenObject {
  /** CKA_EC_PARAMS and CKA_EC_POINT of a key on a curve. */
  curve?: { parameters: Uint8Array; point: Uint8Array }
}

/** Reads what `pkcs11-tool --list-objects` prints. */
export function readObjectList(output: string): ObjectList {
  const list: ObjectList = { keys: [], certificates: [], publicKeys: [] }
  for (const block of splitBefore(output, /^\S.* Object[;,]/)) {
    const names = { id: (field(block, 'ID') ?? '').toLowerCase(), label: field(block, 'label') ?? '' }
    if (block.startsWith('Private Key Object')) list.keys.push({ ...names, type: keyType(block) })
    if (block.startsWith('Public Key Object')) list.publicKeys.push({ ...names, ...curveIn(block) })
    if (block.startsWith('Certificate Object')) list.certificates.push(names)
  }
  return list
}

function keyType(block: string): TokenKey['type'] {
  const kind = /^Private Key Object; *(\w*)/.exec(block)?.[1]
  if (kind === 'RSA') return 'rsa'
  return kind === 'EC' ? 'ecdsa' : 'other'
}

function curveIn(block: string): Pick<ListedPublicKey, 'curve'> {
  const [parameters, point] = ['EC_PARAMS', 'EC_POINT'].map(
    (name) => /^[0-9a-f]+/i.exec(field(block, name) ?? '')?.[0],
  )
  if (parameters === undefined || point === undefined) return {}
  return { curve: { parameters: Buffer.from(parameters, 'hex'), point: Buffer.from(point, 'hex') } }
}

/** Cuts a text into blocks that begin with a line of this form; anything before the first is dropped. */
function splitBefore(output: string, start: RegExp): string[] {
  const blocks: string[][] = []
  for (const line of output.split(/\r?\n/)) {
    if (start.test(line)) blocks.push([line])
    else blocks.at(-1)?.push(line)
  }
  return blocks.map((lines) => lines.join('\n'))
}

function field(block: string, name: string): string | undefined {
  return new RegExp(`^ +${name} *: *(.*?) *$`, 'm').exec(block)?.[1]
}
