import type { TacoOptions, ValidateOptions } from '@tacosmith/core'
import {
  type CheckedConnector,
  checkSnapshot,
  createReport,
  findConnectorFolder,
  foldersAbove,
  type ScriptPlan,
} from '@tacosmith/core/adapter'
import { checkScriptSources } from './check-script-sources.ts'
import { pathInFolder } from './check-single-file.ts'
import { findOwnConfig } from './config-file.ts'
import { openTarget, type Target } from './open-target.ts'
import { openUntrusted, type UntrustedTarget } from './open-untrusted.ts'

/** A connector that was checked with its scripts. */
export interface CheckedProject extends CheckedConnector {
  /** The connector's folder, absolute. */
  folder: string
  warningsAsErrors: boolean
  plans: readonly ScriptPlan[]
  /** The files that its scripts are built from, absolute; some without their extension. */
  scriptInputs: ReadonlySet<string>
}

/** How connectors are opened and checked. */
export interface ProjectPolicy {
  cwd: string
  /** True where a stranger wrote the connector, see `openUntrusted`. */
  untrusted: boolean
  mergeValidate(configured: ValidateOptions | undefined): ValidateOptions
}

/** What is checked, and from which files where only these may be read. */
type Opened = Target & Partial<UntrustedTarget>

/** Checks connector folders, each once, however many of its files are asked for. */
export class ProjectChecks {
  readonly #policy: ProjectPolicy
  readonly #checked = new Map<string, Promise<CheckedProject>>()

  constructor(policy: ProjectPolicy) {
    this.#policy = policy
  }

  /**
   * @param path - A folder on the command line.
   * @throws TacosmithError as `openTarget` and `checkScriptSources`.
   */
  async check(path: string | undefined): Promise<CheckedProject> {
    const opened = await this.#open(path)
    const folder = await findConnectorFolder(opened.cwd, opened.options.connector)
    const known = this.#checked.get(folder) ?? this.#checkOpened(folder, opened)
    this.#checked.set(folder, known)
    return await known
  }

  /**
   * The project that a script is in: the one in the nearest folder above it with a connector or a configuration.
   *
   * @throws TacosmithError as {@link check}.
   */
  async checkAround(script: string): Promise<CheckedProject | undefined> {
    for (const folder of foldersAbove(script)) {
      if (await this.#isProject(folder)) return await this.check(folder)
    }
    return undefined
  }

  async #isProject(folder: string): Promise<boolean> {
    if (!this.#policy.untrusted && findOwnConfig(folder) !== undefined) return true
    return await findConnectorFolder(folder).then(
      () => true,
      () => false,
    )
  }

  /** A folder is checked as its configuration says, unless a stranger wrote it. */
  async #open(path: string | undefined): Promise<Opened> {
    const { cwd, untrusted } = this.#policy
    return untrusted ? { cwd, ...(await openUntrusted(path, cwd)) } : await openTarget(path, cwd)
  }

  async #checkOpened(folder: string, { options: configured, cwd, source }: Opened): Promise<CheckedProject> {
    const validate = this.#policy.mergeValidate(configured.validate)
    const options: TacoOptions = { ...configured, validate }
    const scriptInputs = new Set<string>()
    const onInput = (path: string): void => void scriptInputs.add(path)
    const { snapshot, scripts } = await checkScriptSources(options, cwd, 'check', {
      untrusted: source,
      onInput,
    })
    const checked = await checkSnapshot(snapshot, scripts)
    const warningsAsErrors = validate.warningsAsErrors ?? false
    return { ...checked, folder, warningsAsErrors, plans: snapshot.scripts, scriptInputs }
  }
}

/** What was found in one script of a project; undefined where no script of the project uses it. */
export function scriptOf(project: CheckedProject, script: string): CheckedConnector | undefined {
  const { folder, plans, scriptInputs, report, warningsAsErrors } = project
  const path = pathInFolder(script, folder)
  const found = report.diagnostics.filter(({ file }) => file === path)
  const isUsed =
    plans.some(({ path: built, sourcePath }) => built === path || sourcePath === path) ||
    scriptInputs.has(script) ||
    scriptInputs.has(script.replace(/\.[^./\\]+$/, ''))
  if (!isUsed && found.length === 0) return undefined
  return { ...project, report: createReport(found, { warningsAsErrors }) }
}
