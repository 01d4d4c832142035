// Times signing and verifying files that exist already against jarsigner, whole processes in turn, with peak memory.
// Needs a JDK (jar, jarsigner, keytool) on the PATH. Runs by itself too: node tools/bench/sign-and-verify.mjs
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { printRow, ratio, resourcesOf, timeCommands, timeInTurn } from './measure.mjs'

const cli = fileURLToPath(new URL('../../packages/cli/bin/tacosmith.cjs', import.meta.url))
/** Of jarsigner's time, for the small file. */
const TARGETS = { sign: 0.2, verify: 0.25 }
const MEMORY_TARGET = 3

/** Signs and verifies a file of 60 KB and one of 30 MB, prints what both sides need, and gives it as rows of the table. */
export async function benchSigning() {
  const folder = await mkdtemp(join(tmpdir(), 'tacosmith-bench-'))
  const options = { cwd: folder, env: { ...process.env, BENCH_PASSWORD: 'bench-password' } }
  try {
    makeKey(options)
    return [
      ...(await benchFile('small', '60 KB', textFiles(60), options)),
      ...(await benchFile('large', '30 MB', binaryFiles(10, 3_000_000), options)),
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A key whose certificate an authority issued: jarsigner rejects one that signed itself, trusted or not. */
function makeKey(options) {
  const stored = (name) => [
    '-keystore',
    `${name}.p12`,
    '-storetype',
    'PKCS12',
    '-storepass:env',
    'BENCH_PASSWORD',
  ]
  const made = ['-genkeypair', '-keyalg', 'RSA', '-keysize', '3072', '-validity', '300']
  const usages = ['-ext', 'ku=digitalSignature', '-ext', 'eku=codeSigning']
  const root = ['-alias', 'root', ...stored('root')]
  const bench = ['-alias', 'bench', ...stored('bench')]
  timeCommands(
    [
      ['keytool', ...made, ...root, '-dname', 'CN=Bench Root', '-ext', 'bc:c'],
      ['keytool', ...made, ...bench, '-dname', 'CN=Bench'],
      ['keytool', '-certreq', '-file', 'bench.csr', ...bench],
      [
        'keytool',
        '-gencert',
        '-infile',
        'bench.csr',
        '-outfile',
        'answer.pem',
        '-validity',
        '300',
        ...usages,
        ...root,
      ],
      ['keytool', '-exportcert', '-rfc', '-file', 'bench.pem', ...root],
      ['keytool', '-importcert', '-noprompt', '-alias', 'root', '-file', 'bench.pem', ...stored('bench')],
      ['keytool', '-importcert', '-noprompt', '-file', 'answer.pem', ...bench],
    ],
    options,
  )
}

/** Scripts and XML files: 1 KB of text each that takes about as much when it is packed. */
function textFiles(count) {
  return Array.from({ length: count }, (_, index) => [
    `text-${index}.xml`,
    randomBytes(768).toString('base64'),
  ])
}

/** What does not get smaller by packing, like a driver or a picture. */
function binaryFiles(count, size) {
  return Array.from({ length: count }, (_, index) => [`driver-${index}.jar`, randomBytes(size)])
}

async function benchFile(kind, label, files, options) {
  const { cwd } = options
  const content = join(cwd, kind)
  await mkdir(content)
  const manifest = '<connector-plugin class="bench" version="0.0.0" plugin-version="1.0.0"/>'
  for (const [name, bytes] of [['manifest.xml', manifest], ...files])
    await writeFile(join(content, name), bytes)
  const [unsigned, signed] = [join(cwd, `${kind}-unsigned.taco`), join(cwd, `${kind}.taco`)]
  timeCommands([['jar', 'cf', unsigned, '-C', content, '.']], options)

  const works = {
    sign: {
      ours: [
        ...node('sign'),
        unsigned,
        '-o',
        signed,
        '--keystore',
        'bench.p12',
        '--storepass',
        'env:BENCH_PASSWORD',
      ],
      theirs: ['jarsigner', ...keystore, '-signedjar', `${signed}.jarsigner`, unsigned, 'bench'],
    },
    // Both read Java's own roots and the certificate of the benchmark.
    verify: {
      ours: [...node('verify'), signed, '--truststore', 'default', '--truststore', 'bench.pem'],
      theirs: ['jarsigner', '-verify', '-strict', ...keystore, signed],
    },
  }
  const rows = []
  for (const [verb, { ours, theirs }] of Object.entries(works)) {
    const times = await timeInTurn({
      bare: () => timeCommands([[process.execPath, '-e', '0']], options),
      ours: () => timeCommands([ours], options),
      theirs: () => timeCommands([theirs], options),
    })
    console.log(`${verb} a ${label} file, whole processes, RSA-3072, no timestamp`)
    printRow('node -e 0', times.bare)
    printRow(`tacosmith ${verb}`, times.ours)
    printRow(`jarsigner${verb === 'verify' ? ' -verify -strict' : ''}`, times.theirs)
    printRatio(kind === 'small' ? TARGETS[verb] : undefined, times)
    const memory = await printResources(kind, unsigned, { ours, theirs }, options)
    const [bare, mine, other] = [times.bare, times.ours, times.theirs].map(({ median }) => median)
    rows.push({ work: `${verb} ${label}`, ours: mine, bare, jarsigner: other, memory })
  }
  return rows
}

const keystore = ['-keystore', 'bench.p12', '-storepass:env', 'BENCH_PASSWORD']

function node(command) {
  return [process.execPath, cli, command]
}

function printRatio(target, { bare, ours, theirs }) {
  const floor = ratio(bare, theirs)
  const impossible = floor >= target ? '; not within reach: Node alone takes more' : ''
  const aim = target === undefined ? '' : ` (target: at most ${target.toFixed(2)})`
  console.log(`  ratio ${ratio(ours, theirs).toFixed(2)}${aim}, Node alone ${floor.toFixed(2)}${impossible}`)
}

async function printResources(kind, file, { ours, theirs }, options) {
  const { size } = await stat(file)
  const [mine, other] = [resourcesOf(ours, options, 3), resourcesOf(theirs, options, 3)]
  if (mine === undefined || other === undefined) {
    console.log('  processor time and peak memory: not measured, GNU time is not installed\n')
    return undefined
  }
  const megabytes = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`
  const target = kind === 'large' ? ` (target: below ${megabytes(size * MEMORY_TARGET)})` : ''
  console.log(
    `  processor time ${mine.processorTime.toFixed(0)} ms, jarsigner ${other.processorTime.toFixed(0)} ms ` +
      `(ratio ${(mine.processorTime / other.processorTime).toFixed(2)})`,
  )
  console.log(
    `  peak memory ${megabytes(mine.peakBytes)}${target}, jarsigner ${megabytes(other.peakBytes)}\n`,
  )
  return { ours: mine.peakBytes, jarsigner: other.peakBytes }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchSigning()
