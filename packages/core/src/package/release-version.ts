/** Whether a text is a Tableau version as `min-version-tableau` needs it: ASCII digits in groups joined by dots. */
export function isReleaseVersion(text: string): boolean {
  return /^[0-9]+(\.[0-9]+)*$/.test(text)
}

/**
 * Compares two versions number by number, so that 2021.10 is above 2021.9 and 2021.1 equals 2021.1.0.
 *
 * @returns below zero where the left one is lower, above zero where it is higher
 */
export function compareReleaseVersions(left: string, right: string): number {
  const leftParts = left.split('.')
  const rightParts = right.split('.')
  for (let index = 0; index < Math.max(leftParts.length, rightParts.length); index++) {
    const difference = compareDigits(leftParts[index] ?? '0', rightParts[index] ?? '0')
    if (difference !== 0) return difference
  }
  return 0
}

/** Works for any number of digits, beyond what a number holds exactly. */
function compareDigits(left: string, right: string): number {
  const leftDigits = left.replace(/^0+(?=.)/, '')
  const rightDigits = right.replace(/^0+(?=.)/, '')
  if (leftDigits.length !== rightDigits.length) return leftDigits.length - rightDigits.length
  return leftDigits < rightDigits ? -1 : leftDigits > rightDigits ? 1 : 0
}

/** The releases from one on that are older than another, for a message: `2020.3`, or `2020.3 to 2021.4`. */
export function releasesBefore(release: string, oldest: string): string {
  const last = releaseBefore(release)
  return oldest === last ? oldest : `${oldest} to ${last}`
}

function releaseBefore(release: string): string {
  const [year = 0, quarter = 1] = release.split('.').map(Number)
  if (quarter > 1) return `${year}.${quarter - 1}`
  // The years from 2023 on have three releases.
  return `${year - 1}.${year - 1 >= 2023 ? 3 : 4}`
}
