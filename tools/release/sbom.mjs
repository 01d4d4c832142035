// Writes what each public package brings as a CycloneDX document into a folder: what npm installs with it, and what its bundles
// hold, which no package manager sees. After `npm run build`; needs the npm registry. node tools/release/sbom.mjs FOLDER [PACKAGE]
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { bundledIn } from '../licenses.mjs'
import { packAll } from '../verify-packages/pack.mjs'
import { serveRegistry } from '../verify-packages/registry.mjs'
import { Failure, run } from '../verify-packages/run.mjs'
import { Surroundings } from '../verify-packages/surroundings.mjs'

const [target, only] = process.argv.slice(2)
if (target === undefined) {
  console.error('usage: node tools/release/sbom.mjs FOLDER [PACKAGE]')
  process.exit(1)
}

const folder = await mkdtemp(join(tmpdir(), 'tacosmith-sbom-'))
let registry
try {
  const packed = await packAll(join(folder, 'archives'))
  registry = await serveRegistry(packed)
  const env = await new Surroundings(folder, registry.address).environment('npm', 24)
  await mkdir(target, { recursive: true })
  for (const one of packed.filter(({ manifest }) => only === undefined || manifest.name === only)) {
    const document = await sbomOf(one, env)
    const name = one.manifest.name.replace('@', '').replace('/', '-')
    await writeFile(resolve(target, `${name}.cdx.json`), `${JSON.stringify(document, undefined, 2)}\n`)
    console.log(`  ${one.manifest.name}: ${document.components.length} components`)
  }
} catch (error) {
  if (!(error instanceof Failure)) throw error
  console.error(error.message)
  process.exitCode = 1
} finally {
  await registry?.close()
  await rm(folder, { recursive: true, force: true })
}

/** npm describes a project that has the package and nothing else; the package takes the place of the project. */
async function sbomOf({ path, manifest }, env) {
  const project = join(folder, 'projects', manifest.name)
  await mkdir(project, { recursive: true })
  await writeFile(join(project, 'package.json'), '{ "name": "project", "version": "0.0.0", "private": true }')
  const cwd = { cwd: project, env }
  const spec = `${manifest.name}@${manifest.version}`
  await run(['npm', 'install', '--package-lock-only', '--ignore-scripts', spec], cwd)
  const words = ['npm', 'sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--omit', 'dev']
  return withPackage(JSON.parse((await run(words, cwd)).stdout), spec, await bundledComponents(path))
}

function withPackage(document, spec, bundled) {
  const own = document.components.find((component) => component['bom-ref'] === spec)
  if (own === undefined) throw new Failure(`npm sbom does not name ${spec}`)
  return {
    ...document,
    metadata: { ...document.metadata, component: own },
    components: [...document.components.filter((component) => component !== own), ...bundled],
    dependencies: [
      ...document.dependencies
        .filter(({ ref }) => ref !== document.metadata.component['bom-ref'])
        .map(({ ref, dependsOn }) =>
          ref === spec
            ? { ref, dependsOn: [...dependsOn, ...bundled.map((one) => one['bom-ref'])] }
            : { ref, dependsOn },
        ),
      ...bundled.map((one) => ({ ref: one['bom-ref'], dependsOn: [] })),
    ],
  }
}

/** They have references of their own: npm may install the same package beside the bundle. */
async function bundledComponents(path) {
  const licenses = await readFile(join(path, 'dist', 'LICENSES.txt'), 'utf8').catch(() => '')
  return bundledIn(licenses).map(({ name, version, license }) => ({
    'bom-ref': `bundled:${name}@${version}`,
    type: 'library',
    name,
    version,
    scope: 'required',
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    properties: [{ name: 'tacosmith:bundled', value: 'true' }],
    // What package.json says is an SPDX expression, of one licence or of several.
    licenses: [{ expression: license }],
  }))
}
