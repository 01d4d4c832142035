import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeFileWhole } from '@tacosmith/core/adapter'

/**
 * A way to ask esbuild's watch mode for another build, of which it offers none: a file that it watches, and that is
 * written then.
 */
export class AnotherBuild {
  /** To be watched. In most builds there is none. */
  readonly file: string = join(tmpdir(), `tacosmith-build-${randomBytes(6).toString('hex')}`)
  #isAsked = false

  async ask(): Promise<void> {
    this.#isAsked = true
    await writeFileWhole(this.file, randomBytes(6))
  }

  async dispose(): Promise<void> {
    if (this.#isAsked) await rm(this.file, { force: true })
  }
}
