import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CertificateAuthority, minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Workplace, workplace } from '../testing/run-cli.ts'

/** What steers terminals, hides, reorders, or is a command to GitHub's runners. */
const evil = '\u009B2J\u202E\u200B\u{E0041} ::add-mask::x ##[add-mask]y'
/** XML cannot hold an escape character; names of files and log lines can. */
const worst = `\u001B[2J${evil}`
const hidden = /[^\P{C}\n]|[\p{Zl}\p{Zp}]/u

let place: Workplace
let refusing: Server

/** A timestamp authority's answer that refuses and says why: PKIStatusInfo { rejection (2), PKIFreeText }. */
function refusal(reason: string): Uint8Array {
  const element = (tag: number, content: Uint8Array) =>
    Buffer.concat([Buffer.of(tag, content.length), content])
  const texts = element(0x30, element(0x0c, Buffer.from(reason)))
  return element(0x30, element(0x30, Buffer.concat([Buffer.of(0x02, 0x01, 0x02), texts])))
}

beforeAll(async () => {
  refusing = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'Content-Type': 'application/timestamp-reply' }).end(refusal(worst))
    })
  })
  await new Promise<void>((done) => refusing.listen(0, '127.0.0.1', done))
  const files = minimalConnector()
  const manifest = replaceIn(files['manifest.xml'], 'name="Brook"', `name="${evil}"`)
  const fields = replaceIn(
    files['connection-fields.xml'],
    'label="Host" category="endpoint"',
    `label="${evil}" category="${evil}"`,
  )
  place = await workplace()
  const connector = (changes: Record<string, string>, folder: string) =>
    Object.fromEntries(
      Object.entries(minimalConnector(changes)).map(([path, text]) => [`${folder}/${path}`, text]),
    )
  const authority = await CertificateAuthority.create()
  const issued = await authority.issue({ commonName: worst })
  await place.write({
    ...connector({ 'manifest.xml': manifest }, 'connector'),
    ...connector({ 'connection-fields.xml': fields }, 'wrong'),
    ...connector(
      {
        'manifest.xml': replaceIn(files['manifest.xml'], 'class="brook_jdbc"', `class="${evil}"`).replace(
          'dialect.tdd',
          '\u202E\u200Badd-mask.tdd',
        ),
      },
      'class',
    ),
    [`names/${worst.replaceAll('/', '')}.taco`]: 'text',
    'log.txt': `${JSON.stringify({ at: '2026-11-20T10:11:12.400', process: 1, level: 'info', topic: 'msg', text: `.taco verified. ${worst}` })}\n`,
    'key.pem': issued.keyPem,
    'chain.pem': authority.chainPem(issued),
  })
  const built = await place.run(['build', 'connector', '--out-dir', 'dist'])
  expect(built).toMatchObject({ exitCode: 0 })
  await place.run(['sign', 'dist/brook_jdbc-v1.0.0.taco', '--key', 'key.pem', '--certificates', 'chain.pem'])
})

afterAll(async () => {
  refusing.close()
  await place.dispose()
})

const signed = 'dist/brook_jdbc-v1.0.0.taco'

it.each([
  ['labels in inspect', ['inspect', 'wrong']],
  ['names in inspect', ['inspect', 'connector']],
  ['classes in inspect', ['inspect', 'class']],
  ['the tree of inspect', ['inspect', 'class', '--tree']],
  ['values in findings', ['validate', 'wrong']],
  ['values in annotations', ['validate', 'wrong', '--format', 'github']],
  ['values in SARIF', ['validate', 'wrong', '--format', 'sarif']],
  ['values in the form of JSON', ['validate', 'wrong', '--json']],
  ['changes', ['diff', 'connector', 'wrong']],
  ['changes of a class', ['diff', 'connector', 'class', '--json']],
  ['names of certificates', ['verify', signed]],
  ['names of certificates in JSON', ['verify', signed, '--json']],
  ['names of certificates in inspect', ['inspect', signed]],
  ['names of files', ['list', '--development', 'names']],
  ['names of files that are none', ['verify', `none${worst}.taco`]],
  ['names of folders that are none', ['validate', `none${worst}`]],
  ['names of options', ['validate', `--${worst}`]],
  ['names of rules', ['validate', 'connector', '--rule', `${worst}=off`]],
  ['log lines', ['logs', 'log.txt']],
])('%s reach no terminal as they are', async (_kind, words) => {
  const outcome = await place.run(words, { FORCE_COLOR: '', GITHUB_ACTIONS: '' })
  expectHarmless(outcome, words.includes('github'))
})

it.each([
  ['sign', []],
  ['sign', ['--json']],
  ['timestamp', []],
])('what a timestamp authority says reaches no terminal as it is: %s', async (command, more) => {
  const { port } = refusing.address() as AddressInfo
  const key = command === 'sign' ? ['--key', 'key.pem', '--certificates', 'chain.pem'] : []
  const words = [command, signed, ...key, '--tsa', `http://127.0.0.1:${port}/`, ...more]
  const outcome = await place.run(words, { FORCE_COLOR: '', GITHUB_ACTIONS: '' })
  expect(outcome.exitCode).toBe(2)
  expectHarmless(outcome)
})

function expectHarmless({ stdout, stderr }: { stdout: string; stderr: string }, annotated = false): void {
  expect(stdout + stderr).toContain('add-mask')
  for (const text of [stdout, stderr]) {
    expect(text).not.toMatch(hidden)
    expect(text).not.toContain('##[')
    const commands = annotated ? /^\s*::(?!error|warning|notice)/m : /^\s*::/m
    expect(text).not.toMatch(commands)
  }
}
