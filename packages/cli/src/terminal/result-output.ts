// biome-ignore lint/style/noRestrictedImports: it writes to stdout, which is not a file of ours
import { fstatSync, writeSync } from 'node:fs'
import { exitCodes } from '../program/exit-codes.ts'

type Host = Pick<NodeJS.Process, 'stdout' | 'stderr' | 'on'> & { exitCode?: NodeJS.Process['exitCode'] }

/** The stdout of a process. A failure to write there is reported once, and decides the exit code. */
export class ResultOutput {
  readonly #host: Host
  #failed = false

  constructor(host: Host) {
    this.#host = host
    host.stdout.on('error', this.#fail)
  }

  write(text: string): void {
    if (this.#failed) return
    const { stdout } = this.#host
    try {
      if (isFile(stdout.fd)) writeAll(stdout.fd, Buffer.from(text))
      else stdout.write(text)
    } catch (cause) {
      this.#fail(cause as NodeJS.ErrnoException)
    }
  }

  readonly #fail = (cause: NodeJS.ErrnoException): void => {
    if (this.#failed) return
    this.#failed = true
    // Whoever reads may stop early, as `head` does: that is not a fault, and no reason to leave work half done.
    if (cause.code === 'EPIPE') return
    const reason = cause.code === 'ENOSPC' ? 'the disk is full' : cause.message
    this.#host.stderr.write(`error cannot write the result to stdout: ${reason}\n`)
    this.#host.on('exit', () => {
      this.#host.exitCode = exitCodes.wrongUse
    })
  }
}

function isFile(descriptor: number | undefined): descriptor is number {
  try {
    return descriptor !== undefined && fstatSync(descriptor).isFile()
  } catch {
    return false
  }
}

/** On a disk that is nearly full a single call writes as much as fits, of which the stream of Node says nothing. */
function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let start = 0; start < bytes.length; ) start += writeSync(descriptor, bytes, start)
}
