import { readFigures, writeFigures } from '../figures.mjs'

const page = new URL('../../docs/footprint.md', import.meta.url)

/**
 * @typedef {object} Footprint
 * @property {string} name
 * @property {number} archiveBytes - Of the package's own archive, as npm loads it.
 * @property {number} packages
 * @property {number} megabytes
 * @property {{ packages: number, megabytes: number }} limit
 */

/** @param {Footprint[]} footprints */
export async function writeFootprints(footprints) {
  const node = process.versions.node.split('.')[0]
  const told = `Measured on ${new Date().toISOString().slice(0, 10)} with Node ${node} on ${process.platform}.`
  await writeFigures(page, [told, footprintTable(footprints)])
}

/**
 * What the page no longer tells rightly. Figures may move a little, since what we depend on has releases of its own.
 *
 * @param {Footprint[]} footprints
 */
export async function footprintFaults(footprints) {
  const rows = (await readFigures(page)).split('\n').map(cellsOf)
  return footprints.flatMap((footprint) => {
    const row = rows.find(([name]) => name === `\`${footprint.name}\``)
    return row !== undefined && agrees(row, footprint)
      ? []
      : [
          `docs/footprint.md is out of date about ${footprint.name}: npm run verify-packages -- --write-footprint`,
        ]
  })
}

function agrees([, archive, packages, megabytes, packageLimit, megabyteLimit], footprint) {
  const near = (told, found, slack) =>
    Math.abs(Number.parseFloat(told) - found) <= Math.max(slack, found / 10)
  return (
    near(archive, footprint.archiveBytes / 1000, 10) &&
    near(packages, footprint.packages, 2) &&
    near(megabytes, footprint.megabytes, 1) &&
    Number.parseFloat(packageLimit) === footprint.limit.packages &&
    Number.parseFloat(megabyteLimit) === footprint.limit.megabytes
  )
}

function footprintTable(footprints) {
  const lines = footprints.map(({ name, archiveBytes, packages, megabytes, limit }) => [
    ...[`\`${name}\``, `${(archiveBytes / 1000).toFixed(0)} KB`],
    ...[packages, `${megabytes.toFixed(1)} MB`, limit.packages, `${limit.megabytes} MB`],
  ])
  const heading = [
    'package',
    'its archive',
    'packages installed',
    'size installed',
    'packages limit',
    'size limit',
  ]
  const rule = heading.map((_, index) => (index === 0 ? '---' : '--:'))
  return [heading, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function cellsOf(line) {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())
}
