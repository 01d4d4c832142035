import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describeLeaks, SecretScanner } from '@tacosmith/test-kit'
import type { Outcome } from './run-cli.ts'

/** Keystores hold keys, that is what they are for. */
const KEYSTORE = /\.(?:p12|pfx|jks|keystore)$/i
const NAMES_SECRET = /pass|secret|token|wrong/i
const PASSWORD_FLAGS = ['--storepass', '--keypass']

/** Sees to it that no run of the command shows or writes a secret of its test. */
export class SecretWatch {
  readonly scanner: SecretScanner = new SecretScanner()
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** A file that the test itself writes: the keys in it, and the addresses with passwords. */
  addFile(name: string, content: string | Uint8Array): void {
    const text = Buffer.from(content).toString('latin1')
    this.scanner.addKeysIn(`the key in ${name}`, text)
    this.scanner.addAddressesIn(`the password of an address in ${name}`, text)
  }

  /** What the command is given: passwords in variables, in files and (by mistake) among the words; addresses. */
  async addInput(words: readonly string[], environment: Record<string, string>): Promise<void> {
    const named = words.flatMap((word) => /^env:(.+)$/.exec(word)?.[1] ?? [])
    for (const [name, value] of Object.entries(environment)) {
      this.scanner.addAddressesIn(`the password in the address ${name}`, value)
      if (named.includes(name) || NAMES_SECRET.test(name))
        this.scanner.addPassword(`the variable ${name}`, value)
    }
    for (const [index, word] of words.entries()) {
      this.scanner.addAddressesIn('the password in an address', word)
      const before = words[index - 1] ?? ''
      if (!PASSWORD_FLAGS.includes(before)) continue
      const variable = /^env:(.+)$/.exec(word)?.[1]
      if (variable !== undefined) {
        // Of env:$NAME the shell makes env: and the password.
        if (!/^[A-Z_]+$/.test(variable)) this.scanner.addPassword(`the name after ${before} env:`, variable)
        continue
      }
      const file = /^file:(.+)$/.exec(word)?.[1]
      const password = file === undefined ? word : await firstLine(join(this.#folder, file))
      this.scanner.addPassword(`the password of ${before}`, password)
    }
  }

  /** The state of all files, to be compared with later. */
  async files(): Promise<Map<string, string>> {
    const entries = await readdir(this.#folder, { recursive: true, withFileTypes: true })
    const states = new Map<string, string>()
    for (const entry of entries) {
      if (!entry.isFile()) continue
      const path = join(entry.parentPath, entry.name)
      const { mtimeMs, size, ino } = await stat(path)
      states.set(path, `${mtimeMs} ${size} ${ino}`)
    }
    return states
  }

  /**
   * Looks through what the command said, and the files that it wrote since `before`.
   *
   * @throws Error naming each place that shows a secret
   */
  async check({ stdout, stderr }: Outcome, before: ReadonlyMap<string, string>): Promise<void> {
    const reports = [
      describeLeaks('stdout', this.scanner.find(stdout)),
      describeLeaks('stderr', this.scanner.find(stderr)),
    ]
    for (const [path, state] of await this.files()) {
      if (before.get(path) === state || KEYSTORE.test(path)) continue
      const name = path.slice(this.#folder.length + 1)
      reports.push(describeLeaks(`the file ${name}`, this.scanner.find(await readFile(path))))
      reports.push(describeLeaks(`the name of ${name}`, this.scanner.find(name)))
    }
    const leaks = reports.filter((report) => report !== '')
    if (leaks.length > 0) throw new Error(`a secret got out:\n${leaks.join('\n')}`)
  }
}

async function firstLine(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => '')
  return text.split(/\r?\n/)[0] ?? ''
}
