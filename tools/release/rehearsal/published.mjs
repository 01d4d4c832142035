import { Failure } from '../../verify-packages/run.mjs'

/** Every public package has a version in the registry, as the latest one; no private package is there. */
export async function expectPublished(address, manifests, version) {
  for (const { name, private: isPrivate } of manifests) {
    const answer = await fetch(address + name.replace('/', '%2f'))
    const latest = answer.ok ? (await answer.json())['dist-tags'].latest : undefined
    const expected = isPrivate ? undefined : version
    if (latest !== expected)
      throw new Failure(
        `${name} is in the registry as ${latest ?? 'nothing'}, not as ${expected ?? 'nothing'}`,
      )
  }
}
