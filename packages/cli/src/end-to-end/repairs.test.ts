import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { issueSelfSigned, replaceIn } from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { linkPackages } from '../testing/npm-project.ts'
import { type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace

/** A new project with an author's own values. */
beforeEach(async () => {
  place = await workplace()
  await place.run(['create', '.', '--yes', '--class', 'acme_jdbc', '--bundler', 'none', '--language', 'js'])
  await linkPackages(place.folder)
  const manifest = (await read('connector/manifest.xml'))
    .replaceAll('Example Company', 'Acme')
    .replaceAll('https://example.com/', 'https://acme.example/')
  await place.write({ 'connector/manifest.xml': manifest })
})
afterEach(() => place.dispose())

const read = (file: string): Promise<string> => readFile(join(place.folder, file), 'utf8')

async function change(file: string, part: string, replacement: string): Promise<void> {
  await place.write({ [file]: replaceIn(await read(file), part, replacement) })
}

/** What `build` says, in one line for each paragraph, and what it ends with. */
async function build(
  environment: Record<string, string> = {},
): Promise<{ exitCode: number | null; text: string }> {
  const { exitCode, stdout, stderr } = await place.run(['build'], environment)
  return { exitCode, text: `${stderr}${stdout}`.replaceAll(/\s+/g, ' ') }
}

const [manifest, fields, resolver, dialect, script, config] = [
  'connector/manifest.xml',
  'connector/connection-fields.xml',
  'connector/connectionResolver.tdr',
  'connector/dialect.tdd',
  'connector/connectionBuilder.js',
  'tacosmith.config.js',
] as const

/** A slip: file, what was right and what was written; then where and what the message says, which is the repair. */
const slips: [name: string, file: string, right: string, wrong: string, told: string[]][] = [
  [
    'a class in other letters',
    ...([dialect, 'class="acme_jdbc"', 'class="Acme_jdbc"'] as const),
    [`${dialect}:3:`, 'Write the class exactly as in manifest.xml.'],
  ],
  [
    'a comma that is missing in a script',
    ...([script, 'return [`', "return ['jdbc:' attr.port, `"] as const),
    [`${script}:8:`, 'Correct the line, or the end of the one before: a comma'],
  ],
  [
    'a name of a file',
    ...([manifest, 'file="connection-fields.xml"', 'file="connectionFields.xml"'] as const),
    [`${manifest}:25:`, 'Did you mean connection-fields.xml?'],
  ],
  [
    'a script in other letters',
    ...([resolver, 'file="connectionBuilder.js"', 'file="ConnectionBuilder.js"'] as const),
    [`${resolver}:6:`, 'Write file="connectionBuilder.js"'],
  ],
  [
    'a version',
    ...([manifest, 'plugin-version="1.0.0"', 'plugin-version="1.0,0"'] as const),
    [`${manifest}:3:`, 'digits in groups joined by dots'],
  ],
  [
    'a field that Tableau calls otherwise',
    ...([fields, 'name="username"', 'name="user"'] as const),
    [`${fields}:18:`, 'Did you mean `username`?'],
  ],
  [
    'another field that Tableau calls otherwise',
    ...([fields, 'name="server"', 'name="host"'] as const),
    [`${fields}:4:`, 'Did you mean `server`?'],
  ],
  [
    'an element that is not closed',
    ...([resolver, '</connection-builder>', '<!-- closed -->'] as const),
    [`${resolver}:24:`, 'open since line 5', 'Close <connection-builder> first'],
  ],
  [
    'an import of a file that is elsewhere',
    ...([script, "'@tacosmith/core/script'", "'../core/script.js'"] as const),
    [`${script}:1:`, 'Could not resolve "../core/script.js"', 'Correct the path, or create the file.'],
  ],
  [
    'the folder in the configuration',
    ...([config, "connector: 'connector'", "connector: 'conector'"] as const),
    ['connector in ', config, 'names it', 'Did you mean ', '/connector? Name the folder there'],
  ],
]

describe('a project with one slip is told what to do about', () => {
  it.each(slips)('%s', async (_, file, right, wrong, told) => {
    await change(file, right, wrong)
    const { exitCode, text } = await build()
    expect(exitCode).toBeGreaterThan(0)
    for (const part of told) expect(text).toContain(part)
    expect(text).not.toMatch(/bundler plugin| at /)
    await change(file, wrong, right)
    expect((await build()).exitCode).toBe(0)
  })

  it('a superclass that is none of those that connectors are made for', async () => {
    await change(manifest, 'superclass="jdbc"', 'superclass="postgre"')
    const { text } = await build()
    for (const part of ['"postgre" is not one of odbc, jdbc', `${manifest}:3:37`, 'Use odbc or jdbc'])
      expect(text).toContain(part)
  })

  it('a file in another encoding', async () => {
    const text = replaceIn(await read(fields), 'label="Server"', 'label="Käse"')
    await place.write({ [fields]: Buffer.from(text, 'latin1') })
    const { exitCode, text: told } = await build()
    expect(exitCode).toBe(1)
    expect(told).toContain('the byte 0xE4 is not valid UTF-8 here')
    expect(told).toMatch(/connection-fields\.xml:4:\d+ .*Save the file as UTF-8\./)
  })

  it('a manifest that has another name', async () => {
    await rename(join(place.folder, manifest), join(place.folder, 'connector/Manifest.xml'))
    expect((await build()).text).toContain('Rename Manifest.xml to manifest.xml.')
  })
})

describe('a release with one slip is told what to do about', () => {
  const release = "sign: { keystore: 'release.p12', storePassword: { env: 'ACME_STOREPASS' } }"

  it('a wrong password, and how to try another without a JDK', async () => {
    await place.run(['cert', 'development', '--export', 'release.p12', '--storepass', 'env:RIGHT'], {
      RIGHT: 'right-pass-1',
    })
    await change(config, "sign: 'development'", release)
    const { exitCode, text } = await build({ ACME_STOREPASS: 'wrong-pass-1' })
    expect(exitCode).toBe(2)
    expect(text).toMatch(/the password for \S+release\.p12 is wrong/)
    const [, command = ''] =
      /npx @tacosmith\/cli (cert export --keystore) "[^"]*release\.p12" asks/.exec(text) ?? []
    const tried = await place.run([...command.split(' '), 'release.p12', '--storepass', 'env:RIGHT'], {
      RIGHT: 'right-pass-1',
    })
    expect(tried).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('BEGIN CERTIFICATE') })
  })

  it('a password that is not set', async () => {
    await change(config, "sign: 'development'", release)
    expect(await build()).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('Set ACME_STOREPASS before the build'),
    })
  })

  it('a certificate that has expired', async () => {
    const issued = await issueSelfSigned({
      notBefore: new Date('2024-01-01T00:00:00Z'),
      notAfter: new Date('2025-01-01T00:00:00Z'),
    })
    await place.write({ 'key.pem': issued.keyPem, 'cert.pem': issued.certificatePem })
    await change(config, "sign: 'development'", "sign: { key: 'key.pem', certificates: 'cert.pem' }")
    const { exitCode, text } = await build()
    expect(exitCode).toBe(2)
    expect(text).toContain('expired on 2025-01-01')
    expect(text).toContain('Sign with a certificate that is valid today.')
  })
})
