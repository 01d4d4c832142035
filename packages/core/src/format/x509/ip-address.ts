const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/
const GROUP = /^[0-9A-Fa-f]{1,4}$/
const GROUPS = 8

/** The bytes of an IP address that is written out; undefined for anything else. */
export function ipAddress(text: string): Uint8Array | undefined {
  if (IPV4.test(text)) return Buffer.from(text.split('.').map(Number))
  const [head = '', tail, ...others] = text.split('::')
  const [start, end] = [groupsOf(head), groupsOf(tail ?? '')]
  const given = [...start, ...end]
  const isShort = tail !== undefined
  const isComplete = isShort ? given.length < GROUPS : given.length === GROUPS
  if (others.length > 0 || !isComplete || !given.every((group) => GROUP.test(group))) return undefined
  const zeros = Array<string>(GROUPS - given.length).fill('0')
  const numbers = [...start, ...zeros, ...end].map((group) => Number.parseInt(group, 16))
  return Buffer.from(numbers.flatMap((number) => [number >> 8, number & 0xff]))
}

function groupsOf(part: string): string[] {
  return part === '' ? [] : part.split(':')
}
