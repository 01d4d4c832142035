import { existsSync } from 'node:fs'
import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../../verify-packages/pack.mjs'
import { Failure, run } from '../../verify-packages/run.mjs'

const changeset = `---
'@tacosmith/core': minor
---

Changes its interface, as a rehearsal.
`

/** What the release workflow works in: a clone of HEAD with the built packages, whose remote is a folder beside it. */
export class Checkout {
  #folder
  #env

  constructor(folder, env) {
    this.#folder = folder
    this.#env = env
  }

  static async make(folder, env) {
    const remote = join(folder, 'remote.git')
    const clone = join(folder, 'clone')
    const outside = { cwd: folder, env }
    await run(['git', 'clone', '--quiet', '--bare', '--no-tags', root, remote], outside)
    await run(['git', 'clone', '--quiet', '--no-tags', remote, clone], outside)
    const checkout = new Checkout(clone, env)
    await checkout.run('git checkout --quiet -B main')
    await checkout.run('git config user.name Rehearsal')
    await checkout.run('git config user.email rehearsal@example.com')
    for (const name of await readdir(join(root, 'packages'))) {
      const dist = join(root, 'packages', name, 'dist')
      if (existsSync(dist)) await cp(dist, join(clone, 'packages', name, 'dist'), { recursive: true })
    }
    await checkout.#withoutProvenance()
    return checkout
  }

  run(line) {
    return run(line, { cwd: this.#folder, env: this.#env })
  }

  async commit(message) {
    await this.run('git add --all')
    await this.run(`git commit --quiet --message "${message}"`)
  }

  async addChangeset() {
    await writeFile(join(this.#folder, '.changeset', 'rehearsal.md'), changeset)
    await this.commit('Changeset')
  }

  async expectToPublish(expected) {
    const { stdout } = await this.run('node tools/release/is-version-commit.mjs')
    if (stdout !== `publish=${expected}\n`) throw new Failure(`is-version-commit.mjs says ${stdout}`)
  }

  /** One for a version of everything, one that moves with it, and none of a package. */
  async expectTags(version) {
    const { stdout } = await this.run('git ls-remote --tags --refs origin')
    const tags = stdout.match(/(?<=refs\/tags\/).+/g) ?? []
    const [major] = version.split('.')
    const others = tags.filter((tag) => !/^v\d+(\.\d+\.\d+)?$/.test(tag))
    if (others.length > 0 || !tags.includes(`v${version}`) || !tags.includes(`v${major}`))
      throw new Failure(`The release of ${version} has the tags ${tags.join(', ')}`)
  }

  /** The version that all packages have, private ones too. */
  async version() {
    const versions = new Set((await this.manifests()).map(({ version }) => version))
    if (versions.size !== 1) throw new Failure(`The packages have the versions ${[...versions].join(', ')}`)
    return [...versions][0]
  }

  async manifests() {
    return await Promise.all(
      (await this.#manifestFiles()).map(async (file) => JSON.parse(await readFile(file, 'utf8'))),
    )
  }

  async #manifestFiles() {
    const names = await readdir(join(this.#folder, 'packages'))
    return names.map((name) => join(this.#folder, 'packages', name, 'package.json'))
  }

  /** Only a workflow on GitHub has something to prove it with. */
  async #withoutProvenance() {
    for (const file of await this.#manifestFiles()) {
      const text = await readFile(file, 'utf8')
      await writeFile(file, text.replace('"provenance": true', '"provenance": false'))
    }
    await this.commit('No provenance')
  }
}
