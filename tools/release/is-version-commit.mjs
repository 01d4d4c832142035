// Prints `publish=true` if HEAD gives the packages another version than the commit before it, as merging the pull request
// of changesets does, else `publish=false`: whatever else is pushed is not published. For $GITHUB_OUTPUT.
import { execFileSync } from 'node:child_process'

/** All packages have one version. */
const manifest = 'packages/core/package.json'

const versionAt = (commit) =>
  JSON.parse(execFileSync('git', ['show', `${commit}:${manifest}`], { encoding: 'utf8' })).version
console.log(`publish=${versionAt('HEAD') !== versionAt('HEAD^')}`)
