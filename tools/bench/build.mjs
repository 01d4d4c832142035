// Times building a connector of 60 KB, signed and unsigned, against the JDK's tools and the SDK's packager in the same run.
// Needs a JDK (jar, jarsigner, keytool) on the PATH.
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { buildTaco } from '@tacosmith/core'
import { howOften, printRow, ratio, summary, timeCommands, timeInTurn } from './measure.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cli = join(root, 'packages', 'cli', 'bin', 'tacosmith.cjs')
const folder = await mkdtemp(join(tmpdir(), 'tacosmith-bench-'))
const environment = { ...process.env, BENCH_PASSWORD: 'bench-password' }

/** @param {{ sdk?: import('./sdk.mjs').Sdk }} [others] */
export async function benchBuild({ sdk } = {}) {
  try {
    await makeConnector(60 * 1024)
    makeKeystore()
    return [...(await againstOthers(sdk)), ...(await inOneProcess())]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
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

async function againstOthers(sdk) {
  const ours = [process.execPath, cli, 'build', 'connector', '-o', 'ours']
  const key = ['--keystore', 'bench.p12', '--storepass', 'env:BENCH_PASSWORD']
  const options = { cwd: folder, env: environment }
  await mkdir(join(folder, 'theirs'))
  const works = {
    bare: () => timeCommands([[process.execPath, '-e', '0']], options),
    unsigned: () => timeCommands([[...ours, '--no-sign']], options),
    signed: () => timeCommands([[...ours, ...key]], options),
    jar: () => timeCommands(jarCommands, options),
    jarsigner: () => timeCommands([jarsignerCommand], options),
  }
  if (sdk !== undefined) {
    const { command, cwd } = sdk.packager(folder, join(folder, 'connector'), '-d', join(folder, 'sdk'))
    works.sdk = () => timeCommands([command], { cwd, env: environment })
  }
  const times = await timeInTurn(works)
  console.log('a 60 KB connector, whole processes, RSA-3072, no timestamp')
  for (const [name, row] of Object.entries(times)) printRow(titles[name], row)
  const jdk = { median: times.jar.median + times.jarsigner.median }
  console.log(`  signed, of the JDK's: ${ratio(times.signed, jdk).toFixed(2)} (target: at most 0.20)\n`)
  const [bare, jar, jarsigner] = [times.bare, times.jar, times.jarsigner].map(({ median }) => median)
  const others = { bare, jar, sdk: times.sdk?.median }
  return [
    { work: 'build 60 KB, unsigned', ours: times.unsigned.median, ...others },
    { work: 'build and sign 60 KB', ours: times.signed.median, ...others, jarsigner },
  ]
}

const titles = {
  bare: 'node -e 0',
  unsigned: 'tacosmith build --no-sign',
  signed: 'tacosmith build',
  jar: 'jar cf + jar uf',
  jarsigner: 'jarsigner',
  sdk: "the SDK's packager",
}

/** In two steps, as connectors are packaged with the JDK alone. */
const jarCommands = [
  ['jar', 'cf', 'theirs/bench.taco', '-C', 'connector', '.'],
  ['jar', 'uf', 'theirs/bench.taco', '-C', 'connector', 'manifest.xml'],
]

const jarsignerCommand = [
  'jarsigner',
  '-keystore',
  'bench.p12',
  '-storepass:env',
  'BENCH_PASSWORD',
  'theirs/bench.taco',
  'bench',
]

/** What a bundler's watch mode waits for: everything core does after a file changed, up to the file on disk. */
async function inOneProcess() {
  const dialectFile = join(folder, 'connector', 'dialect.tdd')
  const dialect = await readFile(dialectFile, 'utf8')
  const keystore = { keystore: 'bench.p12', storePassword: environment.BENCH_PASSWORD }
  const times = []
  for (let run = 0; run < 1 + howOften(10); run++) {
    await writeFile(dialectFile, dialect.replace('</dialect>', `<!-- ${run} --></dialect>`))
    const start = performance.now()
    const result = await buildTaco({ outDir: 'watched', sign: keystore }, { cwd: folder })
    if (!result.ok) throw new Error('the connector of the benchmark has errors')
    times.push(performance.now() - start)
  }
  const [first, ...later] = times
  console.log('the same in one process, as in watch mode: from change to file')
  console.log(`  the first build ${first.toFixed(0)} ms`)
  printRow('later ones', summary(later))
  console.log('  (target: under 100 ms)\n')
  return [
    { work: 'first build and signature in a running process', ours: first },
    { work: 'second build, after a change', ours: summary(later).median },
  ]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchBuild()
