import type { JitiOptions } from 'jiti'
import type { StandIns } from './fresh-module.ts'
import { loadJiti } from './load-jiti.ts'
import { codeOfFile, type ModuleCode, preparedTransform, prepareModules } from './prepared-modules.ts'
import { nameSourcePlaces } from './source-places.ts'

/**
 * Imports a module in TypeScript, or in JavaScript that imports what Node alone does not find.
 *
 * @returns its default export
 * @throws Error with the place of what is wrong, or whatever the module throws
 */
export async function importTranspiled(file: string, virtualModules?: StandIns): Promise<unknown> {
  const settings = { fsCache: false, interopDefault: false, ...(virtualModules && { virtualModules }) }
  const code: ModuleCode = new Map()
  const create = async (transform?: JitiOptions['transform']) =>
    (await loadJiti()).createJiti(import.meta.url, { ...settings, ...(transform && { transform }) })
  await prepareModules(file, { code, jiti: create, isStandingIn: virtualModules !== undefined })
  const jiti = await create(preparedTransform(code, await create()))
  try {
    return await jiti.import(file, { default: true })
  } catch (error) {
    await nameSourcePlaces(error, code.keys(), (path) => codeOfFile(path, true))
    throw error
  }
}
