/** A path as it may appear in a connector, or the reason why it may not. */
export type CheckedPath = { path: string; refusal?: undefined } | { path?: undefined; refusal: PathRefusal }

/** Why a path is refused. */
export interface PathRefusal {
  /** The path leaves the connector folder (or would on another system); otherwise it is merely malformed. */
  leavesConnector: boolean
  message: string
  help: string
}

const relativeHelp = 'Write the path relative to the connector folder, with forward slashes.'
const insideHelp = `Put the file into the connector folder. ${relativeHelp}`

/**
 * Checks a path that a connector file names: relative to the connector folder, forward slashes, inside the folder.
 * `./` and doubled slashes are taken out; `..` is refused even where it would stay inside, because Tableau resolves
 * the path inside the package.
 */
export function checkConnectorPath(text: string): CheckedPath {
  const refusal = refuseOutside(text) ?? refuseMalformed(text)
  if (refusal !== undefined) return { refusal }
  const path = text
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
    .join('/')
  return refuseReserved(path) ?? { path }
}

/** Whether a path is exactly as {@link checkConnectorPath} would give it. */
export function isConnectorPath(path: string): boolean {
  return path !== '' && checkConnectorPath(path).path === path
}

function refuseOutside(text: string): PathRefusal | undefined {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(text)) {
    const help = 'Only files inside the connector folder can be packaged.'
    return { leavesConnector: true, message: 'is an address, not a path', help }
  }
  if (/^[/\\]/.test(text) || /^[a-z]:/i.test(text)) {
    return { leavesConnector: true, message: 'is an absolute path', help: insideHelp }
  }
  if (text.split(/[/\\]/).includes('..')) {
    const message = staysInside(text)
      ? 'goes through a parent folder (..)'
      : 'leads outside of the connector folder'
    const help = staysInside(text) ? 'Write the path without "..".' : insideHelp
    return { leavesConnector: true, message, help }
  }
  return undefined
}

function staysInside(text: string): boolean {
  let depth = 0
  for (const segment of text.split(/[/\\]/)) {
    if (segment === '..') depth--
    else if (segment !== '' && segment !== '.') depth++
    if (depth < 0) return false
  }
  return true
}

function refuseMalformed(text: string): PathRefusal | undefined {
  if (text.includes('\\')) {
    const help = `Write ${text.replaceAll('\\', '/')}`
    return {
      leavesConnector: false,
      message: 'has backslashes, which only Windows takes for separators',
      help,
    }
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const forbidden = /[\u0000-\u001F\u007F-\u009F\uD800-\uDFFF]/
  if (forbidden.test(text.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, ''))) {
    return { leavesConnector: false, message: 'has control characters', help: 'Rename the file.' }
  }
  const segment = text
    .split('/')
    .find((name) => /[<>:"|?*]/.test(name) || /[. ]$/.test(name.replace(/^\.$/, '')))
  if (segment !== undefined) {
    const message = `has a name that Windows cannot hold: "${segment}"`
    const help = 'Use a name without < > : " | ? * and without a dot or space at its end.'
    return { leavesConnector: false, message, help }
  }
  return undefined
}

function refuseReserved(path: string): CheckedPath | undefined {
  const help = 'Rename the file.'
  if (/^META-INF(\/|$)/i.test(path)) {
    const message = 'is in META-INF, where the signature of the package goes'
    return { refusal: { leavesConnector: false, message, help: 'Move the file to another folder.' } }
  }
  // The archive writer would put such a name before the archive's own manifest, which must come first.
  if (/^\d+$/.test(path)) {
    return { refusal: { leavesConnector: false, message: 'has a name of digits only', help } }
  }
  return undefined
}
