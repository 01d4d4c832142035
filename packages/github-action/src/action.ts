import { resolve } from 'node:path'
import { endGroup, info, notice, setFailed, startGroup } from '@actions/core'
import { exec } from '@actions/exec'
import { pathInRepository } from '@tacosmith/cli/src/terminal/repository-path.ts'
import { formatPretty, TacosmithError } from '@tacosmith/core'
import { findConnectorFolder, isUserError, visibleLines, visibleText } from '@tacosmith/core/adapter'
import { findTaco } from './inputs/find-taco.ts'
import { type Inputs, readInputs } from './inputs/inputs.ts'
import { type RunnerEvent, readRunnerEvent } from './inputs/runner-event.ts'
import { checkTaco, takeTaco } from './inputs/take-taco.ts'
import { untrustedRun } from './inputs/untrusted-run.ts'
import { type ActionProject, openActionProject, openUntrustedProject } from './project/action-project.ts'
import { buildFromConnector, checkOnly, type WantedVersion } from './project/build-from-connector.ts'
import { connectToGithub, type GithubClient } from './release/github-client.ts'
import { readPreviousTaco } from './release/previous-taco.ts'
import { publishTaco, writeChecksum } from './release/publish-taco.ts'
import { findReleaseTag, versionInTag } from './release/release-tag.ts'
import type { ActionResult } from './results/action-result.ts'
import { annotate } from './results/annotations.ts'
import { writeJobSummary } from './results/job-summary.ts'
import { writeOutputs } from './results/write-outputs.ts'
import { judgeSignature } from './taco/judge-signature.ts'
import { refuseReview, reviewChanges } from './taco/review.ts'
import type { Outcome } from './taco/taco-result.ts'
import { writeTemporaryKeystore } from './taco/temporary-keystore.ts'

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
    setFailed(failureMessage(error))
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
  let failure: string | undefined
  try {
    if (inputs.buildCommand !== undefined) await runBuildCommand(inputs.buildCommand, workspace)
    const project = untrusted
      ? await openUntrustedProject(inputs, workspace)
      : await openActionProject(inputs, { workspace, keystore })
    await makeTaco(result, project, inputs, workspace)
    tellReport(result, workspace)
    if (!result.report?.ok) failure = 'The connector has errors; see the findings.'
    else if (result.taco !== undefined) await releaseTaco(result, inputs, event)
  } catch (error) {
    failure = failureMessage(error)
  }
  await writeOutputs(result, inputs, workspace)
  if (inputs.summary) await writeJobSummary(result, failure)
  if (failure !== undefined) setFailed(failure)
  return failure === undefined
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
    const outDir = project.options.outDir ?? 'dist'
    const path = await findTaco(inputs.taco ?? resolve(project.cwd, outDir, '*.taco'), workspace)
    const take = inputs.validateOnly ? checkTaco : takeTaco
    Object.assign(result, await take(path, project, wanted, workspace))
  } else {
    const make = inputs.validateOnly ? checkOnly : buildFromConnector
    Object.assign(result, await make(project, wanted))
  }
  Object.assign(result, await judgeSignature(result as Outcome, inputs, result.tag))
}

function wantedVersion({ versionFromTag }: Inputs, tag: string | undefined): WantedVersion | undefined {
  if (tag === undefined || versionFromTag === 'off') return undefined
  return { tag, version: versionInTag(tag), stamp: versionFromTag === 'stamp' }
}

/** Findings as annotations, and for people who read the log with their lines. */
function tellReport({ report, folder, readSource = () => undefined }: ActionResult, workspace: string): void {
  if (report === undefined || report.diagnostics.length === 0) return
  annotate(report, workspace, folder)
  startGroup('Findings')
  info(formatPretty(report, { readSource, color: false, width: 120 }))
  endGroup()
}

/** Compares the finished file with the last one, and puts it on the release. */
async function releaseTaco(result: ActionResult, inputs: Inputs, event: RunnerEvent): Promise<void> {
  const { taco, tag } = result
  if (taco === undefined) return
  let connected: GithubClient | undefined
  const client = (): GithubClient => {
    connected ??= connectToGithub(inputs.secrets.githubToken, event.repository)
    return connected
  }
  if (inputs.previousTaco !== undefined) {
    const previous = await readPreviousTaco(inputs.previousTaco, event.workspace, client)
    if (previous !== undefined) result.diff = await reviewChanges(previous, taco.bytes)
    if (result.diff !== undefined) refuseReview(result.diff, inputs)
  }
  if (inputs.checksums) await writeChecksum(taco)
  if (inputs.uploadToRelease === 'false' || (inputs.uploadToRelease === 'auto' && tag === undefined)) return
  if (tag === undefined) {
    throw new TacosmithError(
      'usage',
      'upload-to-release is true, but this run is not for a tag or a release',
      {
        help: 'Give release-tag.',
      },
    )
  }
  result.published = await publishTaco(client(), taco, inputs, { tag, event })
  info(`Released: ${visibleText(result.published.releaseUrl)}`)
}

/** Without a shell: the words mean the same on all systems. */
async function runBuildCommand(command: string, workspace: string): Promise<void> {
  const exitCode = await exec(command, [], { cwd: workspace, ignoreReturnCode: true })
  if (exitCode === 0) return
  throw new TacosmithError('environment', `build-command ended with exit code ${exitCode}: ${command}`, {
    help: 'See its output above.',
  })
}

function failureMessage(error: unknown): string {
  if (isUserError(error)) return visibleLines([error.message, error.help].filter(Boolean).join('\n'))
  const fault = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return `tacosmith failed because of a bug; please report it:\n${visibleLines(fault)}`
}
