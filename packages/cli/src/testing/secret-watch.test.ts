import { issueSelfSigned } from '@tacosmith/test-kit'
import { afterEach, expect, it } from 'vitest'
import { type Workplace, workplace } from './run-cli.ts'

const PASSWORD = 'leaky-secret-2207'

let place: Workplace
afterEach(() => place.dispose())

/** A configuration file is code: one that leaks stands for a command that does. */
async function leaking(code: string): Promise<void> {
  place = await workplace({ 'x.taco': 'no archive', 'tacosmith.config.mjs': `${code}\nexport default {}` })
}

const sign = (environment: Record<string, string> = { PASS: PASSWORD }, ...words: string[]) =>
  place.run(['sign', 'x.taco', '--keystore', 'none.p12', '--storepass', 'env:PASS', ...words], environment)

it.each<[string, string, RegExp]>([
  ['stdout', 'console.log(`got ${process.env.PASS}`)', /stdout shows the variable PASS \(plain\)/],
  [
    'stderr',
    'console.error(Buffer.from(`me:${process.env.PASS}`).toString("base64"))',
    /stderr shows .*base64/,
  ],
  ['stderr', 'console.error(Buffer.from(process.env.PASS).toString("hex"))', /stderr shows .*hex/],
  [
    'a file',
    'import { writeFileSync } from "node:fs"; writeFileSync("debug.log", process.env.PASS)',
    /the file debug\.log shows the variable PASS/,
  ],
])('a password that gets out on %s fails the test', async (_, code, message) => {
  await leaking(code)
  await expect(sign()).rejects.toThrow(message)
})

it('so does the password of an address, and one given on the command line', async () => {
  await leaking('console.log(process.argv.join(" "))')
  const tsa = ['--tsa', `http://me:${PASSWORD}@127.0.0.1:9/`]
  await expect(sign({ PASS: 'another-secret' }, ...tsa)).rejects.toThrow(/password in an address/)
  await leaking('console.log(process.argv.join(" "))')
  const words = ['sign', 'x.taco', '--keystore', 'none.p12', '--storepass', PASSWORD]
  await expect(place.run(words)).rejects.toThrow(/the password of --storepass/)
})

it('so does a private key that the test wrote', async () => {
  const { keyPem } = await issueSelfSigned()
  const read = 'import { readFileSync } from "node:fs"; const key = readFileSync("key.pem", "utf8")'
  await leaking(`${read}\nconsole.error(key.split("\\n").slice(1, -2).join(""))`)
  await place.write({ 'key.pem': keyPem })
  await expect(sign()).rejects.toThrow(/stderr shows the key in key\.pem/)
})

it('a command that keeps its secrets passes', async () => {
  await leaking('console.error("harmless")')
  expect(await sign()).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('harmless') })
})
