import { createHash, randomBytes } from 'node:crypto'
import { readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'

/** Who writes a temporary file, according to its name. */
export interface TemporaryOwner {
  /** Tells computers and containers apart, for process numbers mean something else in each. */
  system: string
  process: number
}

const pattern = /^\..*\.([0-9a-f]{8})-(\d{1,10})-[0-9a-f]{12}\.tmp$/
/** As they were called up to now, without their owner. */
const earlierPattern = /^\..+\.taco\.[0-9a-f]{12}\.tmp$/
/** File systems take names of 255 bytes. */
const longestName = 180

/** A name beside a file for it to be written under, which no other file has. */
export function temporaryName(path: string): string {
  const name = basename(path)
  const shown = Buffer.byteLength(name) > longestName ? name.slice(0, longestName / 4) : name
  const owner = `${thisSystem()}-${process.pid}-${randomBytes(6).toString('hex')}`
  return join(dirname(path), `.${shown}.${owner}.tmp`)
}

/** Whether a file is called like our temporary ones, and who wrote it if the name says so. */
export function readTemporaryName(name: string): { owner: TemporaryOwner | undefined } | undefined {
  const [, system, number] = pattern.exec(name) ?? []
  if (system !== undefined) return { owner: { system, process: Number(number) } }
  return earlierPattern.test(name) ? { owner: undefined } : undefined
}

let system: string | undefined

export function thisSystem(): string {
  system ??= createHash('sha256').update(`${hostname()} ${processNamespace()}`).digest('hex').slice(0, 8)
  return system
}

/** Containers may share their name with the computer, but not its processes. */
function processNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch {
    return ''
  }
}
