// Makes the commit that users of the action pin: HEAD with the bundle, which main does not hold. `--push` sends its tags,
// v0.1.0 and v0, to the remote `origin`; without it they stay in this clone.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { push: { type: 'boolean', default: false } } })
const root = git('rev-parse', '--show-toplevel')
const action = 'packages/github-action'
const bundle = `${action}/dist`

const { version } = JSON.parse(readFileSync(join(root, action, 'package.json'), 'utf8'))
const tag = `v${version}`
const movingTag = `v${version.split('.')[0]}`
expectBundle()
expectNewTag()
const commit = commitWithBundle()
git('tag', '--annotate', tag, '--message', `The action, ${tag}`, commit)
git('tag', '--force', '--annotate', movingTag, '--message', `The action, ${tag}`, commit)
if (values.push) git('push', '--atomic', 'origin', `refs/tags/${tag}`, `+refs/tags/${movingTag}`)
console.log(`${tag} and ${movingTag} are ${commit}${values.push ? '' : '; nothing was pushed'}`)

function expectBundle() {
  if (!existsSync(join(root, bundle, 'index.mjs'))) fail(`${bundle} is missing. Run npm run build first.`)
}

function expectNewTag() {
  if (git('tag', '--list', tag) !== '') fail(`${tag} exists already: a released version never changes.`)
}

/** The files of HEAD and the bundle; neither the working tree nor its index takes part. */
function commitWithBundle() {
  const index = join(git('rev-parse', '--absolute-git-dir'), 'publish-action-index')
  const environment = { ...process.env, GIT_INDEX_FILE: index }
  try {
    gitIn(environment, 'read-tree', 'HEAD')
    gitIn(environment, 'add', '--force', '--', bundle)
    const tree = gitIn(environment, 'write-tree')
    return git('commit-tree', tree, '-p', 'HEAD', '-m', `Bundle the action for ${tag}`)
  } finally {
    rmSync(index, { force: true })
  }
}

function git(...words) {
  return gitIn(process.env, ...words)
}

function gitIn(env, ...words) {
  const cwd = words[0] === 'rev-parse' ? process.cwd() : root
  return execFileSync('git', words, {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }).trim()
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
