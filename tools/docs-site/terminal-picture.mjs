// Draws docs/images/terminal.svg: what tacosmith really prints when it builds, signs and verifies an example.
//
//   npm run build && node tools/docs-site/terminal-picture.mjs
import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { CertificateAuthority, startTimestampServer, writePkcs12 } from '@tacosmith/test-kit'
import { root } from './repository-links.mjs'
import { terminalSvg } from './terminal-svg.mjs'

const commands = [
  `npx tacosmith build --keystore release.p12 --storepass env:STORE_PASSWORD \\
    --tsa http://timestamp.example.com`,
  'npx tacosmith verify dist/*.taco --truststore company-root.pem',
]
const password = 'of this picture'
const title = 'tacosmith checks a connector, packages and signs it, and shows how long Tableau will accept it'

const folder = await mkdtemp(join(tmpdir(), 'terminal-picture-'))
const authority = await CertificateAuthority.create()
const timestamps = await startTimestampServer(authority)
try {
  await prepare()
  const printed = []
  for (const command of commands) printed.push(...`$ ${command}`.split('\n'), ...(await run(command)), '')
  await writeFile(join(root, 'docs/images/terminal.svg'), terminalSvg(printed.slice(0, -1), title))
} finally {
  await timestamps.close()
  await rm(folder, { recursive: true })
}

/** A connector, a keystore with a certificate of the authority, and the root that it leads to. */
async function prepare() {
  await cp(join(root, 'examples/esbuild-minimal/connector'), join(folder, 'connector'), { recursive: true })
  const { keyPem, ...issued } = await authority.issue({ key: 'rsa-3072', commonName: 'Acme GmbH' })
  const certificatesPem = authority.chainPem({ keyPem, ...issued })
  await writePkcs12(join(folder, 'release.p12'), { keyPem, certificatesPem, alias: 'release', password })
  await writeFile(join(folder, 'company-root.pem'), authority.root.certificatePem)
}

/** What a command prints, line by line, in colour. A shell runs it, which finds the file that the pattern means. */
async function run(command) {
  const environment = {
    ...{ PATH: process.env.PATH, FORCE_COLOR: '1', COLUMNS: '100', TACOSMITH_HOME: join(folder, 'home') },
    ...{ STORE_PASSWORD: password, http_proxy: new URL(timestamps.url).origin },
  }
  const program = `"${process.execPath}" "${join(root, 'packages/cli/bin/tacosmith.cjs')}"`
  const line = command.replace('npx tacosmith', program)
  const { stdout } = await promisify(execFile)('/bin/sh', ['-c', line], { cwd: folder, env: environment })
  // Where the temporary folder is concerns nobody.
  return stdout.trimEnd().replaceAll(`${folder}/`, '').split('\n')
}
