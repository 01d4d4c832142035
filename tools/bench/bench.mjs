// Times tacosmith against the JDK's tools in the same run. Needs a JDK (jar, jarsigner, keytool) on the PATH.
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { buildTaco } from '@tacosmith/core'
import { printRow, ratio, summary, timeCommands, timeInTurn } from './measure.mjs'
import { benchSigning } from './sign-and-verify.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cli = join(root, 'packages', 'cli', 'bin', 'tacosmith.cjs')
const folder = await mkdtemp(join(tmpdir(), 'tacosmith-bench-'))
const environment = { ...process.env, BENCH_PASSWORD: 'bench-password' }

try {
  await makeConnector(60 * 1024)
  makeKeystore()
  await againstTheJdk()
  await benchSigning()
  await secondBuild()
} finally {
  await rm(folder, { recursive: true, force: true })
}

/** The example's connector with plain scripts, its dialect filled up until the files have `size` bytes. */
async function makeConnector(size) {
  const connector = join(folder, 'connector')
  await cp(join(root, 'examples', 'vite-postgres-jdbc', 'connector'), connector, {
    recursive: true,
    filter: (path) => !path.endsWith('.ts'),
  })
  await writeFile(
    join(connector, 'connectionBuilder.js'),
    '(function dsbuilder(attr) {\n  return ["jdbc:postgresql://" + attr.server + "/" + attr.dbname];\n})\n',
  )
  await writeFile(
    join(connector, 'connectionProperties.js'),
    '(function propertiesbuilder(attr) {\n  return { user: attr.username, password: attr.password };\n})\n',
  )
  const dialect = await readFile(join(connector, 'dialect.tdd'), 'utf8')
  const functions = Array.from({ length: Math.round(size / 186) }, (_, index) => benchFunction(index))
  await writeFile(
    join(connector, 'dialect.tdd'),
    dialect.replace('  </function-map>', `${functions.join('')}  </function-map>`),
  )
}

function benchFunction(index) {
  return [
    `    <function group="string" name="BENCH_${index}" return-type="str">`,
    `      <formula>BENCH_${index}(%1, %2)</formula>`,
    '      <argument type="str" />',
    '      <argument type="str" />',
    '    </function>',
    '',
  ].join('\n')
}

function makeKeystore() {
  timeCommands(
    [
      [
        'keytool',
        '-genkeypair',
        '-keystore',
        'bench.p12',
        '-storetype',
        'PKCS12',
        '-storepass:env',
        'BENCH_PASSWORD',
      ]
        .concat([
          '-alias',
          'bench',
          '-keyalg',
          'RSA',
          '-keysize',
          '3072',
          '-dname',
          'CN=Bench',
          '-validity',
          '30',
        ])
        .concat(['-ext', 'ku=digitalSignature', '-ext', 'eku=codeSigning']),
    ],
    { cwd: folder, env: environment },
  )
}

async function againstTheJdk() {
  const ours = [process.execPath, cli, 'build', 'connector', '-o', 'ours', '--keystore', 'bench.p12']
  const options = { cwd: folder, env: environment }
  await mkdir(join(folder, 'theirs'))
  const times = await timeInTurn({
    bare: () => timeCommands([[process.execPath, '-e', '0']], options),
    tacosmith: () => timeCommands([[...ours, '--storepass', 'env:BENCH_PASSWORD']], options),
    jdk: () =>
      timeCommands(
        [
          ['jar', 'cf', 'theirs/bench.taco', '-C', 'connector', '.'],
          ['jar', 'uf', 'theirs/bench.taco', '-C', 'connector', 'manifest.xml'],
          [
            'jarsigner',
            '-keystore',
            'bench.p12',
            '-storepass:env',
            'BENCH_PASSWORD',
            'theirs/bench.taco',
            'bench',
          ],
        ],
        options,
      ),
  })
  console.log('build and sign a 60 KB connector, whole processes, RSA-3072, no timestamp')
  printRow('node -e 0', times.bare)
  printRow('tacosmith build', times.tacosmith)
  printRow('jar cf + jar uf + jarsigner', times.jdk)
  console.log(`  ratio ${ratio(times.tacosmith, times.jdk).toFixed(2)} (target: at most 0.20)\n`)
}

/** What a bundler's watch mode waits for: everything core does after a file changed, up to the file on disk. */
async function secondBuild() {
  const dialectFile = join(folder, 'connector', 'dialect.tdd')
  const dialect = await readFile(dialectFile, 'utf8')
  const keystore = { keystore: 'bench.p12', storePassword: environment.BENCH_PASSWORD }
  const times = []
  for (let run = 0; run < 11; run++) {
    await writeFile(dialectFile, dialect.replace('</dialect>', `<!-- ${run} --></dialect>`))
    const start = performance.now()
    const result = await buildTaco({ outDir: 'watched', sign: keystore }, { cwd: folder })
    if (!result.ok) throw new Error('the connector of the benchmark has errors')
    if (run > 0) times.push(performance.now() - start)
  }
  console.log('the same once more in one process, as in watch mode: from change to file')
  printRow('buildTaco', summary(times))
  console.log('  (target: under 100 ms)')
}
