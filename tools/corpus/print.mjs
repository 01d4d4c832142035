import { visibleLine } from '@tacosmith/core/adapter'

const severities = ['error', 'warning', 'info']

/** Prints, for each rule, how many findings of which severity in how many connectors. */
export function printByRule(corpus) {
  const rules = groupBy(corpus.findings(), 'rule')
  const rows = [...rules].sort(([, one], [, other]) => other.length - one.length)
  console.log(`\n${total(corpus)}\n\nBy rule             errors  warnings  notes  connectors`)
  for (const [rule, findings] of rows) {
    const counts = severities.map((severity) => findings.filter((one) => one.severity === severity).length)
    const connectors = new Set(findings.map(({ connector }) => connector)).size
    const cells = [...counts.map((count) => count || '-'), connectors].map((cell) => String(cell).padStart(8))
    console.log(`${rule.padEnd(36)}${cells.join('')}`)
  }
}

function total(corpus) {
  const findings = corpus.findings()
  const counts = severities.map((severity) => findings.filter((one) => one.severity === severity).length)
  return `${corpus.connectors.length} connectors: ${counts[0]} errors, ${counts[1]} warnings, ${counts[2]} notes`
}

function groupBy(items, key) {
  const groups = new Map()
  for (const item of items) {
    if (!groups.has(item[key])) groups.set(item[key], [])
    groups.get(item[key]).push(item)
  }
  return groups
}

/** Prints the findings of each connector: as counts, or one by one with their messages. */
export function printByConnector(corpus, { isFull }) {
  console.log('\nBy connector')
  for (const { name, findings } of corpus.connectors) {
    if (isFull && findings.length === 0) continue
    const counts = severities.map((severity) => findings.filter((one) => one.severity === severity).length)
    console.log(`${name}: ${counts[0]} errors, ${counts[1]} warnings, ${counts[2]} notes`)
    if (isFull) for (const finding of findings) console.log(`  ${line(finding)}`)
  }
}

function line({ severity, rule, file, line: number, message }) {
  const place = file === undefined ? '' : ` ${file}${number === undefined ? '' : `:${number}`}`
  return visibleLine(`${severity} ${rule}${place} ${message}`)
}

/** Prints the connectors whose check took longest. */
export function printSlowest({ connectors }, count) {
  console.log('\nSlowest')
  const slowest = [...connectors].sort((one, other) => other.milliseconds - one.milliseconds).slice(0, count)
  for (const { name, milliseconds } of slowest)
    console.log(`${milliseconds.toFixed(0).padStart(6)} ms  ${name}`)
}

/** Prints what an earlier run did not find, and what it alone found. Lines may move. */
export function printChanges(corpus, earlier) {
  const now = corpus.findings()
  printList('New', without(now, earlier))
  printList('Gone', without(earlier, now))
}

function without(findings, others) {
  const left = new Map()
  for (const other of others) left.set(identity(other), (left.get(identity(other)) ?? 0) + 1)
  return findings.filter((finding) => {
    const count = left.get(identity(finding)) ?? 0
    left.set(identity(finding), count - 1)
    return count <= 0
  })
}

function identity({ connector, rule, severity, file, message }) {
  return JSON.stringify([connector, rule, severity, file, message])
}

function printList(title, findings) {
  console.log(`\n${title}: ${findings.length}`)
  for (const finding of findings) console.log(`  ${visibleLine(finding.connector)}: ${line(finding)}`)
}
