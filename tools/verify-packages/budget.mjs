import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { footprintFaults, writeFootprints } from './footprint.mjs'
import { Failure, run } from './run.mjs'

/** What core brings, and a little more. */
const usual = { packages: 20, megabytes: 34 }

/**
 * How many packages, and how many MB, an installation of each package alone may bring, itself included: what it depends
 * on, and the peers that npm installs by itself. Bundlers are not among them. A package that is not named here has the {@link usual}
 * limits. Raise a limit only for something that is worth it to everybody.
 */
const limits = {
  '@tacosmith/cli': { packages: 10, megabytes: 32 },
  '@tacosmith/core': { packages: 18, megabytes: 33 },
  // With the preview, which opens the editor.
  '@tacosmith/vite-plugin': { packages: 23, megabytes: 35 },
  '@tacosmith/preview': { packages: 22, megabytes: 35 },
  '@tacosmith/webpack-plugin': { packages: 19, megabytes: 33 },
  '@tacosmith/esbuild-plugin': { packages: 19, megabytes: 33 },
  // With nx, which npm installs by itself, and the command line.
  '@tacosmith/nx': { packages: 150, megabytes: 145 },
  // Mostly what the clouds' own libraries bring.
  '@tacosmith/signer-aws-kms': { packages: 46, megabytes: 40 },
  '@tacosmith/signer-azure': { packages: 74, megabytes: 75 },
  '@tacosmith/signer-google-kms': { packages: 148, megabytes: 68 },
}

/**
 * Installs each package into an empty project, and holds what comes against its limits and what docs/footprint.md tells;
 * `write` writes the page instead.
 */
export async function checkBudgets(folder, packed, env, { write = false } = {}) {
  // The first one fills the cache; the others mostly wait for the network.
  const [first, ...others] = packed
  const footprints = [await installAlone(folder, first, env)]
  footprints.push(...(await Promise.all(others.map((one) => installAlone(folder, one, env)))))
  const faults = footprints.flatMap(faultsOf)
  if (write) await writeFootprints(footprints)
  else faults.push(...(await footprintFaults(footprints)))
  if (faults.length > 0) throw new Failure(faults.join('\n'))
}

function faultsOf({ name, warnings, packages, megabytes, limit }) {
  const size = megabytes.toFixed(1)
  console.log(`  ${name}: ${packages} packages, ${size} MB`)
  return [
    ...(packages > limit.packages ? [`${name} installs ${packages} packages, over ${limit.packages}`] : []),
    ...(megabytes > limit.megabytes ? [`${name} installs ${size} MB, over ${limit.megabytes}`] : []),
    ...warnings.map((line) => `npm install ${name} prints: ${line}`),
  ]
}

async function installAlone(parent, { manifest: { name }, file }, env) {
  const folder = join(parent, name)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  const { all } = await run(['npm', 'install', name], { cwd: folder, env })
  const list = await readFile(join(folder, 'node_modules', '.package-lock.json'), 'utf8')
  return {
    ...{ name, archiveBytes: (await stat(file)).size, limit: limits[name] ?? usual },
    // That npm asks whether esbuild's install script may run is between it and the user.
    warnings: all.split('\n').filter((line) => /^npm warn (?!install-scripts)/i.test(line)),
    packages: Object.keys(JSON.parse(list).packages).length,
    megabytes: (await sizeOf(join(folder, 'node_modules'))) / 1024 / 1024,
  }
}

async function sizeOf(folder) {
  let bytes = 0
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size
  return bytes
}
