// Where the project lives: the `repository` of the workspace's package.json is the one place that says so.
//
//   node tools/release/home.mjs OWNER/NAME   writes it there and everywhere that follows from it
//   node tools/release/home.mjs --check      fails where something says otherwise
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (file) => readFileSync(join(root, file), 'utf8')
const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
  .split('\0')
  .filter(Boolean)
const manifests = files.filter((file) => /^packages\/[^/]+\/package\.json$/.test(file))
const [word = ''] = process.argv.slice(2)

const codeOwners = '.github/CODEOWNERS'
/** Teams belong to the owner of the home. */
const team = /@([\w-]+)\//g
const current = homeOf(JSON.parse(read('package.json')).repository?.url)
if (word === '--check') check(current)
else if (/^[\w.-]+\/[\w.-]+$/.test(word)) move(current, word)
else fail('usage: node tools/release/home.mjs OWNER/NAME | --check')

function homeOf(url = '') {
  const [, home] = /github\.com\/([^/]+\/[^/]+?)(?:\.git)?$/.exec(url) ?? []
  return home ?? fail('package.json names no repository on GitHub')
}

/** What npm shows beside a package, and asks of one that is published with provenance. */
function metadata(home, directory) {
  const page = `https://github.com/${home}`
  return {
    homepage: directory === undefined ? `${page}#readme` : `${page}/tree/main/${directory}#readme`,
    bugs: { url: `${page}/issues` },
    repository: {
      type: 'git',
      url: `git+${page}.git`,
      ...(directory !== undefined && { directory }),
    },
    author: 'The tacosmith authors',
    // Never without a proof of the commit and workflow that a package was built from.
    ...(directory !== undefined && { publishConfig: { access: 'public', provenance: true } }),
  }
}

/** The manifest with its metadata after the licence, in npm's usual order. */
function withMetadata(manifest, home, directory) {
  const added = metadata(home, directory)
  const others = Object.entries(manifest).filter(([name]) => !(name in added))
  return Object.fromEntries(
    others.flatMap(([name, value]) =>
      name === 'license' ? [[name, value], ...Object.entries(added)] : [[name, value]],
    ),
  )
}

function move(from, to) {
  for (const file of placesThatName(from)) writeFileSync(join(root, file), read(file).replaceAll(from, to))
  writeFileSync(join(root, codeOwners), read(codeOwners).replaceAll(team, `@${to.split('/')[0]}/`))
  for (const [file, directory] of owned()) {
    const manifest = withMetadata(JSON.parse(read(file)), to, directory)
    writeFileSync(join(root, file), `${JSON.stringify(manifest, undefined, 2)}\n`)
  }
}

/** The manifests that npm or people see. */
function owned() {
  return [
    ['package.json', undefined],
    ...manifests.filter((file) => !JSON.parse(read(file)).private).map((file) => [file, dirname(file)]),
  ]
}

/** Besides manifests: workflows, templates and READMEs that use the action, and links. */
function placesThatName(home) {
  return files.filter(
    (file) => !/(^|\/)package(-lock)?\.json$/.test(file) && isText(file) && read(file).includes(home),
  )
}

function isText(file) {
  return /\.(md|ya?ml|ts|tsx|mjs|js|json|html)$/.test(file)
}

function check(home) {
  const [owner, name] = home.split('/')
  const faults = owned().flatMap(([file, directory]) => {
    const manifest = JSON.parse(read(file))
    const wrong = Object.entries(metadata(home, directory)).filter(
      ([member, value]) => JSON.stringify(manifest[member]) !== JSON.stringify(value),
    )
    return wrong.map(([member]) => `${file}: ${member} is not that of ${home}`)
  })
  // An earlier home that was forgotten somewhere.
  const other = new RegExp(`(?:github\\.com/|uses: )([\\w.-]+)/${name}\\b`, 'g')
  for (const file of files.filter(isText)) {
    for (const [text, found] of read(file).matchAll(other))
      if (found !== owner) faults.push(`${file}: ${text} is not ${home}`)
  }
  for (const [, found] of read(codeOwners).matchAll(team))
    if (found !== owner) faults.push(`${codeOwners}: @${found} does not own ${home}`)
  if (faults.length > 0) fail(`${faults.join('\n')}\nRun node tools/release/home.mjs ${home}`)
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
