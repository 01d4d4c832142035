import { compareReleaseVersions } from './index.ts'

/**
 * Compares two values of `plugin-version` number by number, so that 1.10.0 is above 1.9.0 and 1.0 equals 1.0.0. Groups
 * after a hyphen count as further numbers. Anything that is not a version is below every version.
 *
 * @returns below zero where the left one is lower, above zero where it is higher
 */
export function comparePluginVersions(left: string | undefined, right: string | undefined): number {
  const leftVersion = comparable(left)
  const rightVersion = comparable(right)
  if (leftVersion === undefined || rightVersion === undefined) {
    return Number(leftVersion !== undefined) - Number(rightVersion !== undefined)
  }
  return compareReleaseVersions(leftVersion, rightVersion)
}

function comparable(version: string | undefined): string | undefined {
  return version !== undefined && /^[0-9]+(\.[0-9]+)*(-[0-9]+)*$/.test(version)
    ? version.replaceAll('-', '.')
    : undefined
}
