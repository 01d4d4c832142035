import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  CertificateAuthority,
  minimalConnector,
  replaceIn,
  requireOracle,
  type SimulatedComputer,
  type SimulatedPlatform,
  simulatedComputer,
  simulatedPlatforms,
  startTimestampServer,
  type TimestampServer,
} from '@tacosmith/test-kit'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type DocumentRow, documentRows, wordsOf } from '../testing/document-rows.ts'
import { answerRequest } from '../testing/documented-project.ts'
import { inConnectorFolder, type Outcome, type Workplace, workplace } from '../testing/run-cli.ts'

const page = fileURLToPath(new URL('../../../../docs/from-the-sdk.md', import.meta.url))
const rows = documentRows(await readFile(page, 'utf8'))
const openssl = requireOracle('openssl')
const esbuild = createRequire(import.meta.url).resolve(
  `@esbuild/${process.platform}-${process.arch}/bin/esbuild`,
)

let authority: CertificateAuthority
let tsa: TimestampServer
beforeAll(async () => {
  if (openssl === undefined) return
  authority = await CertificateAuthority.create()
  tsa = await startTimestampServer(authority)
})
afterAll(async () => await tsa?.close())

/** Where a reader of the page is: on a computer with Tableau, in a folder with a connector. */
class Reader {
  readonly computer: SimulatedComputer
  readonly #place: Workplace
  readonly #variables: Record<string, string>

  constructor(computer: SimulatedComputer, place: Workplace) {
    this.computer = computer
    this.#place = place
    this.#variables = {
      ...computer.environment,
      STOREPASS: 'Brook-9-store',
      JAVA_HOME: join(place.folder, 'java'),
      http_proxy: new URL(tsa.url).origin,
    }
  }

  static async on(platform: SimulatedPlatform): Promise<Reader> {
    const place = await workplace(inConnectorFolder(minimalConnector()))
    const computer = await simulatedComputer(platform, join(place.folder, 'disk'), esbuild)
    const security = join(place.folder, 'java/lib/security')
    await mkdir(security, { recursive: true })
    await writeFile(join(security, 'cacerts'), authority.root.certificatePem)
    return new Reader(computer, place)
  }

  async run(command: string): Promise<Outcome> {
    await this.#prepare(command)
    return await this.#place.run(wordsOf(command).slice(1), this.#variables)
  }

  /** What happens between two commands of the page and is not tacosmith's. */
  async #prepare(command: string): Promise<void> {
    if (command.includes('cert import'))
      await answerRequest(this.#place, authority, openssl ?? '', 'release.csr', 'answer.pem')
    if (command.includes('resolve next')) await this.#raise('1.1.0')
    if (command.includes('unsigned/')) await this.#place.run(['build', 'connector', '--out-dir', 'unsigned'])
    if (command.includes('logs ')) await this.#place.write({ 'log.txt': refusal })
  }

  async #raise(version: string): Promise<void> {
    const manifest = replaceIn(minimalConnector()['manifest.xml'], '1.0.0', version)
    await this.#place.write({ 'next/brook/manifest.xml': manifest })
  }

  /** Where a path of the page lies on this computer. */
  pathHere(path: string): string {
    return /^(?:[A-Z]:|\/)/.test(path) ? this.computer.pathHere(path) : join(this.#place.folder, path)
  }

  /** With which words Tableau was started. */
  async told(): Promise<string[]> {
    return await vi.waitFor(async () => (await this.computer.told()) ?? expect.fail('nothing was started'), {
      timeout: 60_000,
    })
  }

  async end(): Promise<void> {
    await this.#place.dispose()
  }
}

/** A line of Tableau's log. */
const refusal = `${JSON.stringify({
  ts: '2026-03-01T10:00:00.000',
  pid: 1,
  tid: '1',
  sev: 'error',
  k: 'msg',
  v: 'Package signature verification failed during connection creation.',
})}\n`

const plain = (text: string): string => text.replaceAll(/\s+/g, ' ')

/** `DAY` is a date, `…` anything. */
function expectShown(shown: string, output: string, command: string): void {
  const pattern = plain(shown)
    .split('…')
    .map((part) =>
      part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`).replaceAll('DAY', String.raw`\d{4}-\d\d-\d\d`),
    )
    .join('.*')
  expect(plain(output), command).toMatch(new RegExp(pattern))
}

async function follow(row: DocumentRow, reader: Reader): Promise<void> {
  const { platform } = reader.computer
  const commands = row.commands(platform)
  let output = ''
  for (const [index, command] of commands.entries()) {
    const { exitCode, stdout, stderr } = await reader.run(command)
    output = stdout + stderr
    const expected = index === commands.length - 1 ? row.exitCode(platform) : 0
    expect(exitCode, `${command}\n${output}`).toBe(expected)
  }
  for (const { kind, text } of row.effects(platform)) {
    const where = `${commands.join('\n')}\n${output}`
    if (kind === 'prints') expectShown(text, output, where)
    if (kind === 'writes') expect(existsSync(reader.pathHere(text)), `${where}\n${text}`).toBe(true)
    if (kind === 'starts') expectShown(text, (await reader.told()).join('\n'), where)
  }
}

it('the page names a command in each row, or where to read on', () => {
  expect(rows.length).toBeGreaterThan(25)
})

describe.runIf(openssl !== undefined && process.platform !== 'win32')('from-the-sdk.md', () => {
  it.each(simulatedPlatforms)('is true on %s', async (platform) => {
    const reader = await Reader.on(platform)
    try {
      for (const row of rows) await follow(row, reader)
    } finally {
      await reader.end()
    }
  })
})
