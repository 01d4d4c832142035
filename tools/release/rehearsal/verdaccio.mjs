import { spawn } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Failure, run } from '../../verify-packages/run.mjs'

const release = '6.10.4'
/** Its own range is a tag, which not every mirror of npm has. */
const overrides = { 'node-fetch': '^2.7.0' }

/** Holds only what is published to it, by anybody. */
const settings = `
storage: ./storage
auth: { htpasswd: { file: ./htpasswd } }
uplinks: {}
packages: { '@tacosmith/*': { access: $all, publish: $anonymous } }
max_body_size: 100mb
web: { enable: false }
log: { type: stdout, format: json, level: warn }
`

/**
 * Installs verdaccio, which is too large to be a dependency of the repository, and starts it.
 *
 * @param env - Of a release of Node that it runs on.
 * @returns Its `address`; `publisher`, which gives the environment of somebody who publishes to it; and `close`.
 */
export async function startVerdaccio(folder, env) {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, overrides }))
  await writeFile(join(folder, 'config.yaml'), settings)
  await run(['npm', 'install', '--no-audit', '--no-fund', `verdaccio@${release}`], { cwd: folder, env })
  const port = await freePort()
  const program = join(folder, 'node_modules', 'verdaccio', 'bin', 'verdaccio')
  const words = [program, '--config', 'config.yaml', '--listen', `127.0.0.1:${port}`]
  const child = spawn('node', words, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data))
  const ended = new Promise((resolve) => child.on('close', resolve))
  const address = `http://127.0.0.1:${port}/`
  await untilItAnswers(address, child, () => output)
  return {
    address,
    publisher: (surroundings, node) => publisherOf(folder, address, surroundings, node),
    close: async () => {
      child.kill()
      await ended
    },
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

async function untilItAnswers(address, child, output) {
  for (let attempt = 0; attempt < 240; attempt++) {
    const answer = await fetch(`${address}-/ping`).catch(() => undefined)
    if (answer?.ok) return
    if (child.exitCode !== null) break
    await setTimeout(250)
  }
  child.kill()
  throw new Failure(`verdaccio does not start:\n${output()}`)
}

/** npm publishes with some token only; this registry looks at none. */
async function publisherOf(folder, address, surroundings, node) {
  const env = await surroundings.environment('npm', node)
  const own = await readFile(join(env.HOME, '.npmrc'), 'utf8')
  const file = join(folder, 'publisher.npmrc')
  await writeFile(file, `${own}${address.slice('http:'.length)}:_authToken=nobody\n`)
  return { ...env, NPM_CONFIG_USERCONFIG: file }
}
