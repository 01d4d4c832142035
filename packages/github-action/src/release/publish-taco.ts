import { writeFileWhole } from '@tacosmith/core/adapter'
import type { Inputs } from '../inputs/inputs.ts'
import type { RunnerEvent } from '../inputs/runner-event.ts'
import type { TacoResult } from '../taco/taco-result.ts'
import type { GithubClient } from './github-client.ts'
import { discardRelease, openRelease, publishRelease, type Release } from './open-release.ts'
import { type AssetFile, uploadAsset } from './upload-asset.ts'

/** Where the file is found now. */
export interface PublishedTaco {
  releaseUrl: string
  assetUrl: string
}

/**
 * Puts the `.taco`, and its checksum where asked for, on the release of a tag. A release that has to be made becomes
 * public only when its files are there.
 *
 * @throws TacosmithError `output` where GitHub refuses; a release that was made for this is taken back.
 */
export async function publishTaco(
  client: GithubClient,
  taco: TacoResult,
  inputs: Inputs,
  { tag, event }: { tag: string; event: RunnerEvent },
): Promise<PublishedTaco> {
  const id = event.release?.tag === tag ? event.release.id : undefined
  const release = await openRelease(client, { tag, id, version: taco.version })
  try {
    const [assetUrl = ''] = await uploadAll(client, release, filesFor(taco, inputs), inputs.overwrite)
    if (!release.isNew || inputs.draft) return { releaseUrl: release.url, assetUrl }
    const { url, assetUrls } = await publishRelease(client, release)
    return { releaseUrl: url, assetUrl: assetUrls.get(taco.name) ?? assetUrl }
  } catch (error) {
    if (release.isNew) await discardRelease(client, release)
    throw error
  }
}

/** Writes the checksum next to the file, in the form that `sha256sum --check` reads. */
export async function writeChecksum(taco: TacoResult): Promise<void> {
  await writeFileWhole(`${taco.file}.sha256`, checksumOf(taco))
}

function filesFor(taco: TacoResult, { checksums }: Inputs): AssetFile[] {
  const { name, bytes } = taco
  const file = { name, bytes, contentType: 'application/java-archive' }
  if (!checksums) return [file]
  return [file, { name: `${name}.sha256`, bytes: checksumOf(taco), contentType: 'text/plain' }]
}

function checksumOf({ sha256, name }: TacoResult): Uint8Array {
  return Buffer.from(`${sha256}  ${name}\n`)
}

async function uploadAll(
  client: GithubClient,
  release: Release,
  files: readonly AssetFile[],
  overwrite: boolean,
): Promise<string[]> {
  const urls: string[] = []
  for (const file of files) urls.push(await uploadAsset(client, release, file, overwrite))
  return urls
}
