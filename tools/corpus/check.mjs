import { readdir } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import { checkConnector } from '@tacosmith/core'

/** Connectors with what the checks found in each. */
export class Corpus {
  /** @param connectors - Each with its name, its findings and how long its check took. */
  constructor(connectors) {
    this.connectors = connectors
  }

  /**
   * Checks every connector below the folders, one after another.
   *
   * @param profile - What the connectors are checked for; the default where it is left out.
   */
  static async check(folders, { profile }) {
    const connectors = []
    for (const folder of folders) {
      for (const path of await connectorFolders(resolve(folder))) {
        connectors.push(await checkOne(path, relative(resolve(folder, '..'), path), profile))
      }
    }
    return new Corpus(connectors)
  }

  withRules(ids) {
    return new Corpus(
      this.connectors.map((connector) => ({
        ...connector,
        findings: connector.findings.filter(({ rule }) => ids.includes(rule)),
      })),
    )
  }

  /** All findings, each with the name of its connector. */
  findings() {
    return this.connectors.flatMap(({ name, findings }) =>
      findings.map(({ rule, severity, message, file, line }) => ({
        connector: name,
        rule,
        severity,
        file,
        line,
        message,
      })),
    )
  }
}

/** Folders at or below one that hold a manifest.xml, sorted. */
async function connectorFolders(folder) {
  const entries = await readdir(folder, { withFileTypes: true })
  const found = entries.some((entry) => entry.isFile() && entry.name === 'manifest.xml') ? [folder] : []
  for (const { name } of entries.filter((entry) => entry.isDirectory()).sort(byName)) {
    if (name === 'node_modules' || name === '.git') continue
    found.push(...(await connectorFolders(join(folder, name))))
  }
  return found
}

function byName(one, other) {
  return one.name < other.name ? -1 : 1
}

async function checkOne(connector, name, profile) {
  const started = performance.now()
  try {
    const { report } = await checkConnector({ connector, ...(profile && { validate: { profile } }) })
    return { name, findings: report.diagnostics, milliseconds: performance.now() - started }
  } catch (error) {
    const finding = { rule: error.code ?? 'fault', severity: 'error', message: error.stack ?? String(error) }
    return { name, findings: [finding], milliseconds: performance.now() - started }
  }
}
