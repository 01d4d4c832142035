// Asks jarsigner what it says to the demo's file when it trusts the development root. Needs a JDK.
import { spawnSync } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defaultDevelopmentFolder } from '@tacosmith/core/adapter'

const dist = fileURLToPath(new URL('../examples/vite-postgres-jdbc/dist', import.meta.url))
const names = await readdir(dist).catch(() => [])
const name = names.find((candidate) => candidate.endsWith('.taco'))
if (name === undefined) fail('there is no demo file yet: run npm run demo first')

const truststore = join(defaultDevelopmentFolder(), 'development-truststore.p12')
const words = ['-verify', '-strict', '-keystore', truststore, join(relative('.', dist), name)]
console.log(`$ jarsigner ${words.join(' ')}`)
const { status, stdout, error } = spawnSync('jarsigner', words, { encoding: 'utf8' })
if (error) fail(`jarsigner cannot be started (${error.message}): install a JDK`)
console.log(stdout.trim())
if (status !== 0 || !stdout.includes('jar verified.')) fail(`jarsigner ended with ${status}`)
console.log('jarsigner ended with 0')

function fail(message) {
  console.error(message)
  process.exit(1)
}
