import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import JSZip from 'jszip'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CertificateAuthority } from './certificate-authority.ts'
import { type JavaKeystore, writeWithJava } from './java-keystores.ts'
import { importWithKeytool, jarsignerProcess, jarsignerVerify, runJarsigner } from './jdk-tools.ts'
import { requireOracle } from './oracles.ts'
import { javaHomeTrusting } from './trusting-java-home.ts'

const jarsigner = requireOracle('jarsigner')
const PASSWORD = 'secret-4711'
const DAY = 24 * 60 * 60 * 1000

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacosmith-jarsigner-'))
})
afterAll(async () => await rm(folder, { recursive: true, force: true }))

describe.runIf(jarsigner)('the jarsigner that lives on says what a new process says', () => {
  const path = (name: string) => join(folder, name)
  let trusting: string
  let trustingNobody: string

  beforeAll(async () => {
    const authority = await CertificateAuthority.create()
    trusting = await javaHomeTrusting(path('trusting'), [authority.root.certificatePem])
    trustingNobody = await javaHomeTrusting(path('trusting-nobody'), [])
    const zip = new JSZip().file('plugin.xml', '<connector-plugin/>').file('a.js', '1')
    await writeFile(path('unsigned.jar'), await zip.generateAsync({ type: 'uint8array' }))
    await writeFile(path('no-archive.jar'), 'no archive')
    const good = await authority.issue()
    const expired = await authority.issue({ notAfter: new Date(Date.now() - DAY / 2) })
    await writeWithJava(
      Object.entries({ good, expired }).map(([name, issued]): JavaKeystore => {
        const chain = [issued.certificate, authority.intermediate.certificate]
        const keys = [{ alias: 'signer', issued, chain }]
        return { path: path(`${name}.p12`), type: 'PKCS12', password: PASSWORD, keys }
      }),
    )
    for (const name of ['good', 'expired']) await sign(path(`${name}.p12`), path(`${name}.jar`))
    const tampered = (await JSZip.loadAsync(await readFile(path('good.jar')))).file('a.js', '2')
    await writeFile(path('tampered.jar'), await tampered.generateAsync({ type: 'uint8array' }))
    const extended = (await JSZip.loadAsync(await readFile(path('good.jar')))).file('b.js', '2')
    await writeFile(path('extended.jar'), await extended.generateAsync({ type: 'uint8array' }))
  })

  async function sign(keystore: string, file: string): Promise<void> {
    const { exit, output } = await runJarsigner([
      ...['-keystore', keystore, '-storepass', PASSWORD, '-sigfile', 'SIGNER', '-signedjar', file],
      ...[path('unsigned.jar'), 'signer'],
    ])
    expect(exit, output).toBe(0)
  }

  it.each([
    ['good.jar', 0, 'jar verified.'],
    ['unsigned.jar', 0, 'jar is unsigned.'],
    ['no-archive.jar', 1, 'java.util.zip.ZipException'],
    ['missing.jar', 1, 'missing.jar'],
    ['expired.jar', 4, 'expired'],
    ['tampered.jar', 1, 'digest error for a.js'],
    ['extended.jar', 16, 'unsigned entries'],
  ])('on %s', async (name, exit, says) => {
    const answer = await jarsignerVerify(path(name), trusting)
    expect(answer).toEqual(await jarsignerProcess(path(name), trusting))
    expect(answer.output).toContain(says)
    expect(answer.exit).toBe(exit)
  })

  it('keytool that fails says why, and can be asked again', async () => {
    const copying = (password: string) =>
      importWithKeytool([path('good.p12')], path('copy.jks'), password, 'jks')
    await expect(copying('wrong password')).rejects.toThrow(/keytool ended with 1: [\s\S]*IOException/)
    await copying(PASSWORD)
    expect((await readFile(path('copy.jks'))).readUInt32BE()).toBe(0xfeedfeed)
  })

  it('trusts those whom each question names', async () => {
    const answers = []
    for (const home of [trusting, trustingNobody, trusting]) {
      answers.push(await jarsignerVerify(path('good.jar'), home))
    }
    expect(answers.map(({ exit }) => exit)).toEqual([0, 4, 0])
    expect(answers[1]).toEqual(await jarsignerProcess(path('good.jar'), trustingNobody))
  })
})
