import { readFile, stat } from 'node:fs/promises'
import { dirname, extname, resolve } from 'node:path'
import {
  checkConnector,
  type Diagnostic,
  openTruststore,
  TacosmithError,
  tacoSource,
  verifyTaco,
} from '@tacosmith/core'
import {
  type CheckedConnector,
  createReport,
  readConnectorFacts,
  verifyIntegrity,
} from '@tacosmith/core/adapter'
import type { PrintedReport } from '../terminal/printed-report.ts'
import { type CheckedProject, ProjectChecks, type ProjectPolicy, scriptOf } from './check-projects.ts'
import { readUntrusted, SingleFileChecks } from './check-single-file.ts'
import { findConfigFile, type LoadedConfig, loadConfig } from './config-file.ts'
import { notFound } from './open-target.ts'

/** What was found in a target; without an engine where there is nothing that it could read. */
export type CheckedTarget = PrintedReport & Partial<Pick<CheckedConnector, 'engine'>>

/** How targets are checked. */
export interface TargetPolicy extends ProjectPolicy {
  /** Tells of a script that is no part of its connector, and was therefore not checked. */
  onUnusedScript(script: string, connector: string): void
}

const scriptExtensions = ['.js', '.mjs', '.cjs', '.jsx', '.ts', '.mts', '.cts', '.tsx']

/** What files of connectors are called, and so what a pattern may mean. */
export const checkedExtensions: ReadonlySet<string> = new Set([
  ...scriptExtensions,
  ...['.taco', '.xml', '.tdr', '.tdd', '.tcd'],
])

/** Checks whatever the command line names: folders, `.taco` files, and single files of connectors. */
export class TargetChecks {
  readonly #policy: TargetPolicy
  readonly #projects: ProjectChecks
  readonly #files: SingleFileChecks
  readonly #configs = new Map<string | undefined, Promise<LoadedConfig>>()

  constructor(policy: TargetPolicy) {
    this.#policy = policy
    this.#projects = new ProjectChecks(policy)
    this.#files = new SingleFileChecks({
      untrusted: policy.untrusted,
      optionsFor: async (folder) => {
        const { options } = await this.#configFor(folder)
        return policy.mergeValidate(options.validate)
      },
    })
  }

  /**
   * @param target - A path; undefined for the project in the current folder.
   * @throws TacosmithError `connector-not-found` where there is nothing, `usage` for a file that is none of a connector.
   */
  async check(target: string | undefined): Promise<CheckedTarget> {
    const path = resolve(this.#policy.cwd, target ?? '.')
    const found = await stat(path).catch(() => undefined)
    if (found === undefined) throw await notFound(path)
    if (found.isDirectory()) return { path, ...(await this.#projects.check(target)) }
    const extension = extname(path).toLowerCase()
    if (extension === '.taco') return await this.#checkTaco(path, await readFile(path))
    const isScript = scriptExtensions.includes(extension) || (await this.#files.isScript(path))
    if (isScript) return await this.#checkScript(path)
    const bytes = this.#policy.untrusted ? await readUntrusted(path) : await readFile(path)
    if (isArchive(bytes)) return await this.#checkTaco(path, bytes)
    return { path, ...(await this.#files.check(path, bytes)) }
  }

  /** Scripts need the rest of their connector: it says with which attributes they are called. */
  async #checkScript(path: string): Promise<CheckedTarget> {
    const project = await this.#projects.checkAround(path)
    if (project === undefined) throw withoutConnector(path)
    const checked = scriptOf(project, path)
    if (checked === undefined) this.#policy.onUnusedScript(path, project.folder)
    return { path, folder: project.folder, ...(checked ?? nothingFound(project)) }
  }

  async #checkTaco(path: string, taco: Uint8Array): Promise<CheckedTarget> {
    const malformed = (await verifyIntegrity(taco)).filter(({ rule }) => rule === 'taco-malformed')
    if (malformed.length > 0) {
      return { path, folder: undefined, report: createReport(malformed), readSource: () => undefined }
    }
    const { options, folder: cwd } = await this.#configFor(this.#policy.cwd)
    const validate = this.#policy.mergeValidate(options.validate)
    const findings = validate.profile === 'gallery' ? await judgeForGallery(taco) : []
    const source = await tacoSource(taco, path)
    return {
      path,
      folder: undefined,
      ...(await checkConnector({ ...options, validate }, { cwd, source, findings })),
    }
  }

  async #configFor(folder: string): Promise<LoadedConfig> {
    if (this.#policy.untrusted) return { options: {}, folder, file: undefined }
    const file = findConfigFile(folder)
    const known = this.#configs.get(file) ?? loadConfig(file === undefined ? folder : dirname(file))
    this.#configs.set(file, known)
    return await known
  }
}

/** What Tableau Exchange asks of the signature of a file. */
async function judgeForGallery(taco: Uint8Array): Promise<Diagnostic[]> {
  const [{ certificates: trust }, connector] = await Promise.all([openTruststore(), readConnectorFacts(taco)])
  return (await verifyTaco(taco, { trust, for: 'gallery', ...(connector && { connector }) })).problems
}

function isArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b
}

function nothingFound({ engine }: CheckedProject): Omit<CheckedTarget, 'path' | 'folder'> {
  return { engine, report: createReport([]), readSource: () => undefined }
}

function withoutConnector(path: string): TacosmithError {
  return new TacosmithError('usage', `${path} belongs to no connector`, {
    help: 'A script is checked with its connector: there must be a manifest.xml, a connector folder or a tacosmith.config in its folder or above it.',
  })
}
