import { resolve } from 'node:path'
import { notice, setFailed } from '@actions/core'
import { pathInRepository } from '@tacosmith/cli/src/terminal/repository-path.ts'
import { findConnectorFolder, isUserError, visibleLines } from '@tacosmith/core/adapter'
import { findTaco } from './inputs/find-taco.ts'
import { type Inputs, readInputs, wantsSummary } from './inputs/inputs.ts'
import { type RunnerEvent, readRunnerEvent } from './inputs/runner-event.ts'
import { checkTaco, takeTaco } from './inputs/take-taco.ts'
import { untrustedRun } from './inputs/untrusted-run.ts'
import { type ActionProject, openActionProject, openUntrustedProject } from './project/action-project.ts'
import { runBuildCommand } from './project/build-command.ts'
import { buildFromConnector, checkOnly, type WantedVersion } from './project/build-from-connector.ts'
import { checkReleaseInputs, releaseTaco, tagToRelease } from './release/release-step.ts'
import { findReleaseTag, versionInTag } from './release/release-tag.ts'
import type { ActionResult } from './results/action-result.ts'
import { inActionWords } from './results/action-words.ts'
import { writeJobSummary } from './results/job-summary.ts'
import { tellFile, tellRelease, tellReport } from './results/log.ts'
import { failureText } from './results/texts.ts'
import { writeOutputs } from './results/write-outputs.ts'
import { judgeSignature, refuseUnsigned } from './taco/judge-signature.ts'
import type { Outcome } from './taco/taco-result.ts'
import { writeTemporaryKeystore } from './taco/temporary-keystore.ts'
import { refuseFailedScenarios, testScenarios } from './taco/test-scenarios.ts'

/**
 * Runs the action: its inputs come from the environment, as the runner puts them there.
 *
 * @returns whether the step may be green
 */
export async function runAction(): Promise<boolean> {
  try {
    const inputs = readInputs()
    const keystore = inputs.secrets.keystore && (await writeTemporaryKeystore(inputs.secrets.keystore))
    try {
      return await runSteps(inputs, readRunnerEvent(), keystore ? keystore.path : undefined)
    } finally {
      if (keystore) keystore.remove()
    }
  } catch (error) {
    const failure = failureMessage(error)
    setFailed(failure)
    if (wantsSummary()) await writeJobSummary({ tag: undefined }, failure).catch(() => {})
    return false
  }
}

async function runSteps(given: Inputs, event: RunnerEvent, keystore: string | undefined): Promise<boolean> {
  const { workspace } = event
  const untrusted = untrustedRun(given, event)
  const inputs = untrusted?.inputs ?? given
  if (untrusted) notice(untrusted.notice)
  const tag = findReleaseTag(inputs, event)
  const result: ActionResult = { tag }
  const failures: string[] = []
  try {
    checkReleaseInputs(inputs, tag, event)
    if (inputs.buildCommand !== undefined) await runBuildCommand(inputs.buildCommand, workspace)
    const project = untrusted
      ? await openUntrustedProject(inputs, workspace)
      : await openActionProject(inputs, { workspace, keystore })
    await makeTaco(result, project, inputs, workspace)
    tellReport(result, workspace)
    tellFile(result, given.sign === 'false')
    if (!result.report?.ok) failures.push(failureText(result))
    else {
      const tested = await testScenarios(project, result.taco, workspace)
      if (tested) result.scenarios = tested
      refuseFailedScenarios(tested)
      refuseUnsigned(result, withConfigured(inputs, project), tagToRelease(inputs, tag))
      await releaseTaco(result, project, inputs, event)
      tellRelease(result)
    }
  } catch (error) {
    failures.push(failureMessage(error))
  }
  await writeOutputs(result, inputs, workspace).catch((error) => failures.push(failureMessage(error)))
  const failure = failures.length === 0 ? undefined : failures.join('\n')
  if (inputs.summary) await writeJobSummary(result, failure)
  if (failure !== undefined) setFailed(failure)
  return failure === undefined
}

/** What the configuration requires holds where the input does not say otherwise. */
function withConfigured(inputs: Inputs, { mustSign }: ActionProject): Inputs {
  return mustSign && inputs.sign === 'auto' ? { ...inputs, sign: 'required' } : inputs
}

/** Checks and, unless nothing but that is asked for, builds or takes over the file. */
async function makeTaco(
  result: ActionResult,
  project: ActionProject,
  inputs: Inputs,
  workspace: string,
): Promise<void> {
  const wanted = wantedVersion(inputs, result.tag)
  const takesOver = inputs.taco !== undefined || inputs.buildCommand !== undefined
  const folder = await findConnectorFolder(project.cwd, project.options.connector).catch((error) => {
    if (!takesOver) throw error
  })
  if (folder !== undefined) result.folder = pathInRepository(folder, workspace, process.env)
  if (takesOver) {
    const path = await findGiven(inputs, project, workspace)
    const take = inputs.validateOnly ? checkTaco : takeTaco
    Object.assign(result, await take(path, project, wanted, workspace))
  } else {
    const make = inputs.validateOnly ? checkOnly : buildFromConnector
    Object.assign(result, await make(project, wanted))
  }
  Object.assign(result, inActionWords(await judgeSignature(result as Outcome, inputs, workspace)))
}

async function findGiven(
  { taco }: Inputs,
  { cwd, options }: ActionProject,
  workspace: string,
): Promise<string> {
  if (taco !== undefined) return await findTaco(taco, workspace, 'taco')
  return await findTaco(resolve(cwd, options.outDir ?? 'dist', '*.taco'), workspace, 'out-dir')
}

function wantedVersion({ versionFromTag }: Inputs, tag: string | undefined): WantedVersion | undefined {
  if (tag === undefined || versionFromTag === 'off') return undefined
  return { tag, version: versionInTag(tag).version, stamp: versionFromTag === 'stamp' }
}

function failureMessage(error: unknown): string {
  if (isUserError(error)) return visibleLines([error.message, error.help].filter(Boolean).join('\n'))
  const fault = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return `tacosmith failed because of a bug; please report it:\n${visibleLines(fault)}`
}
