import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Random } from '@tacosmith/test-kit'
import type { ZipEntry } from '../zip-file.ts'

const NUMBERS = [0, 1, 2, 8, 9, 10, 20, 45, 0x7f, 0x800, 0x808, 0xffff, 0x10000, 0x7fffffff, 0xffffffff]

/** Offsets and sizes of the numbers in the headers. */
export const LOCAL_FIELDS: readonly [number, 2 | 4][] = [
  [0, 4],
  [4, 2],
  [6, 2],
  [8, 2],
  [10, 2],
  [12, 2],
  [14, 4],
  [18, 4],
  [22, 4],
  [26, 2],
  [28, 2],
]
export const DIRECTORY_FIELDS: readonly [number, 2 | 4][] = [
  ...([
    [0, 4],
    [4, 2],
    [6, 2],
    [8, 2],
    [10, 2],
    [12, 2],
    [14, 2],
    [16, 4],
    [20, 4],
    [24, 4],
    [28, 2],
  ] as [number, 2 | 4][]),
  ...([
    [30, 2],
    [32, 2],
    [34, 2],
    [36, 2],
    [38, 4],
    [42, 4],
  ] as [number, 2 | 4][]),
]
export const END_FIELDS: readonly [number, 2 | 4][] = [
  [0, 4],
  [4, 2],
  [6, 2],
  [8, 2],
  [10, 2],
  [12, 4],
  [16, 4],
  [20, 2],
]

function numberOf(size: 2 | 4, random: Random): number {
  const value = random.oneIn(3) ? random.below(70_000) : random.pick(NUMBERS)
  return size === 2 ? value % 0x10000 : value
}

/** A field that takes a header near the limit of newer JDKs. */
export function largeField(random: Random): Buffer {
  const size = random.pick([40_000, 65_400, 65_482, 65_531])
  const field = Buffer.alloc(4 + size)
  field.writeUInt16LE(0xcafe, 0)
  field.writeUInt16LE(size, 2)
  return field
}

export function extraField(random: Random): Buffer {
  const data = Buffer.from(
    random.pick(['', 'x', 'xxxxxxxx', '\u0001\u0000\u0000\u0000\u0000b.js', 'x'.repeat(24)]),
    'latin1',
  )
  const header = Buffer.alloc(4)
  header.writeUInt16LE(
    random.pick([0x0001, 0x7075, 0x6375, 0x5455, 0xcafe, 0x000a, random.below(0x10000)]),
    0,
  )
  header.writeUInt16LE(random.oneIn(5) ? random.below(40) : data.length, 2)
  return Buffer.concat([header, data])
}

export function fieldOf<Size extends 2 | 4>(
  fields: readonly [number, Size][],
  random: Random,
): { offset: number; size: Size; value: number } {
  const [offset, size] = random.pick(fields)
  return { offset, size, value: numberOf(size, random) }
}

export function patched(
  header: 'local' | 'directory',
  fields: readonly [number, 2 | 4][],
  random: Random,
): Partial<ZipEntry> {
  return { patches: [{ header, ...fieldOf(fields, random) }] }
}

/** Version, flags, method, time and date lie two bytes further in the directory. */
export function patchedInBoth(random: Random): Partial<ZipEntry> {
  const { offset, size, value } = fieldOf(LOCAL_FIELDS.slice(1, 9), random)
  return {
    patches: [
      { header: 'local', offset, size, value },
      { header: 'directory', offset: offset + 2, size, value },
    ],
  }
}

/** Data that still unpacks, if possible. */
export function damagedData(target: ZipEntry, random: Random): Buffer {
  const data = deflateRawSync(Buffer.from(target.content))
  for (let attempt = 0; attempt < 20; attempt++) {
    const copy = Buffer.from(data)
    const position = random.below(copy.length)
    copy[position] = (copy[position] ?? 0) ^ (1 << random.below(8))
    try {
      inflateRawSync(copy)
      return copy
    } catch {
      // Another bit.
    }
  }
  return data
}
