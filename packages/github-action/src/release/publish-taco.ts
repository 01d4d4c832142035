import { writeFileWhole } from '@tacosmith/core/adapter'
import type { Inputs } from '../inputs/inputs.ts'
import type { TacoResult } from '../taco/taco-result.ts'
import { checkFoundRelease, finishRelease } from './finish-release.ts'
import type { GithubClient } from './github-client.ts'
import { discardRelease, openRelease, type Release } from './open-release.ts'
import type { ReleaseFile } from './release-files.ts'
import type { ReleasePlan } from './release-plan.ts'
import { type AssetFile, uploadAsset } from './upload-asset.ts'

/** Where the file is found now. */
export interface PublishedTaco {
  releaseId: number
  releaseUrl: string
  assetUrl: string
  isDraft: boolean
  isPrerelease: boolean
}

/**
 * Puts the `.taco`, its checksum where asked for, and further files on the release of a tag. A release that has to be
 * made becomes public only when its files are there.
 *
 * @throws TacosmithError `output` where GitHub refuses; a release that was made for this is taken back.
 */
export async function publishTaco(
  client: GithubClient,
  taco: TacoResult,
  { inputs, plan, files }: { inputs: Inputs; plan: ReleasePlan; files: readonly ReleaseFile[] },
): Promise<PublishedTaco> {
  const release = await openRelease(client, plan)
  try {
    checkFoundRelease(release, plan)
    const assetUrl = await uploadAll(client, release, [...ownFiles(taco, inputs), ...files], inputs.overwrite)
    const { url, assetUrls, isDraft, isPrerelease } = await finishRelease(client, release, plan)
    return {
      ...{ releaseId: release.id, releaseUrl: url, isDraft, isPrerelease },
      assetUrl: assetUrls.get(taco.name) ?? assetUrl,
    }
  } catch (error) {
    if (release.isNew) await discardRelease(client, release)
    throw error
  }
}

/** Writes the checksum next to the file, in the form that `sha256sum --check` reads. */
export async function writeChecksum(taco: TacoResult): Promise<void> {
  await writeFileWhole(`${taco.file}.sha256`, checksumOf(taco))
}

function ownFiles(taco: TacoResult, { checksums }: Inputs): AssetFile[] {
  const { name, bytes } = taco
  const file = { name, bytes, contentType: 'application/java-archive' }
  if (!checksums) return [file]
  return [file, { name: `${name}.sha256`, bytes: checksumOf(taco), contentType: 'text/plain' }]
}

function checksumOf({ sha256, name }: TacoResult): Uint8Array {
  return Buffer.from(`${sha256}  ${name}\n`)
}

/** @returns where the first one can be downloaded */
async function uploadAll(
  client: GithubClient,
  release: Release,
  files: readonly (AssetFile | ReleaseFile)[],
  overwrite: boolean,
): Promise<string> {
  const urls: string[] = []
  for (const file of files) {
    // One at a time is in memory.
    const asset = 'read' in file ? await file.read() : file
    urls.push(await uploadAsset(client, release, asset, overwrite))
  }
  return urls[0] ?? ''
}
