export {
  type MinimumVersion,
  type MinimumVersionReason,
  minimumTableauVersion,
  oldestTableauVersion,
} from './minimum-version.ts'
export { packageConnector, packagedIdentity, type Taco, type TacoEntry } from './package-connector.ts'
export { compareReleaseVersions, isReleaseVersion } from './release-version.ts'
export { stampManifest } from './stamp-manifest.ts'
export { defaultTacoFileName, type TacoIdentity, tacoFileName } from './taco-file-name.ts'
