import { minimalConnector } from '@tacosmith/test-kit'
import { afterEach, beforeEach } from 'vitest'
import { GithubServer, TOKEN } from './github-server.ts'
import { type ActionRun, type Checkout, checkout, inFolder, type RunSettings } from './run-action.ts'

/** A checkout with a connector that has no errors. */
export let place: Checkout
/** Stands in for GitHub. */
export let server: GithubServer

/** Makes both anew for each test of the file that calls it: what all tests of releases start from. */
export function useReleaseCheckout(): void {
  beforeEach(async () => {
    server = await GithubServer.start()
    place = await checkout(inFolder('connector', minimalConnector()))
  })
  afterEach(async () => {
    await server.stop()
    await place.dispose()
  })
}

/** Runs the action for the tag v1.0.0, if nothing else is asked for. */
export async function release(
  inputs: Record<string, string> = {},
  settings: RunSettings = {},
): Promise<ActionRun> {
  return await place.run({ 'github-token': TOKEN, ...inputs }, { tag: 'v1.0.0', server, ...settings })
}
