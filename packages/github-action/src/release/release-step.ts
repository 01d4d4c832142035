import { resolve } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import type { Inputs } from '../inputs/inputs.ts'
import type { RunnerEvent } from '../inputs/runner-event.ts'
import type { ActionProject } from '../project/action-project.ts'
import type { ActionResult } from '../results/action-result.ts'
import { refuseReview, reviewChanges } from '../taco/review.ts'
import type { TacoResult } from '../taco/taco-result.ts'
import { connectToGithub, type GithubClient } from './github-client.ts'
import { readPreviousTaco } from './previous-taco.ts'
import { publishTaco, writeChecksum } from './publish-taco.ts'
import { findReleaseFiles, type ReleaseFile } from './release-files.ts'
import { planRelease } from './release-plan.ts'

/** The tag of the release that the file is put on; undefined where it is put on none. */
export function tagToRelease({ uploadToRelease }: Inputs, tag: string | undefined): string | undefined {
  return uploadToRelease === 'false' ? undefined : tag
}

/** Compares the finished file with the last one, and puts it on the release. */
export async function releaseTaco(
  result: ActionResult,
  project: ActionProject,
  inputs: Inputs,
  event: RunnerEvent,
): Promise<void> {
  const { taco } = result
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
  const tag = tagToRelease(inputs, result.tag)
  if (tag === undefined) return
  const plan = planRelease(inputs, tag, event)
  const files = await furtherFiles(taco, project, inputs, event.workspace)
  result.published = await publishTaco(client(), taco, { inputs, plan, files })
}

/** @throws TacosmithError `usage` where there is no release to upload to, or it cannot be what it is to be. */
export function checkReleaseInputs(inputs: Inputs, tag: string | undefined, event: RunnerEvent): void {
  if (tag === undefined && inputs.uploadToRelease === 'true') {
    throw new TacosmithError(
      'usage',
      'upload-to-release is true, but this run is not for a tag or a release',
      { help: 'Give release-tag.' },
    )
  }
  const released = tagToRelease(inputs, tag)
  if (released !== undefined) planRelease(inputs, released, event)
}

async function furtherFiles(
  taco: TacoResult,
  project: ActionProject,
  inputs: Inputs,
  workspace: string,
): Promise<ReleaseFile[]> {
  return await findReleaseFiles({
    patterns: inputs.files,
    workspace,
    own: inputs.checksums ? [taco.file, `${taco.file}.sha256`] : [taco.file],
    keyFiles: [...keyFilesOf(project), ...(inputs.keystore ? [resolve(workspace, inputs.keystore)] : [])],
  })
}

function keyFilesOf({ options: { sign }, cwd }: ActionProject): string[] {
  const { keystore, key } = typeof sign === 'object' ? sign : {}
  return [keystore, key, process.env.TACOSMITH_KEYSTORE].flatMap((file) => (file ? resolve(cwd, file) : []))
}
