import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The package that Yarn says the registry lacks, or undefined. */
export function missingPackage(output) {
  return /YN0035: │ (@?[^@\s]+)@\S+: Package not found/.exec(output)?.[1]
}

/** Puts an empty package in the place of one. */
export async function standIn(name, project) {
  const folder = join(project, '.stand-ins', name)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name, version: '1.0.0' }))
  const file = join(project, 'package.json')
  const manifest = JSON.parse(await readFile(file, 'utf8'))
  const resolutions = { ...manifest.resolutions, [name]: `portal:./.stand-ins/${name}` }
  await writeFile(file, `${JSON.stringify({ ...manifest, resolutions }, null, 2)}\n`)
}
