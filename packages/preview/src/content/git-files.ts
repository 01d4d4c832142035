// The one module of the preview that runs another program: git, which it asks for the last commit, and nothing else.
import { spawn } from 'node:child_process'
import { dirname } from 'node:path'

/** Files as they were in a commit. */
export interface CommittedFiles {
  /** Of the commit. */
  id: string
  /** Relative to the folder, with forward slashes. */
  files: Map<string, Uint8Array>
}

const MAXIMUM_FILES = 2000
/** No file of a connector may be larger. */
const MAXIMUM_SIZE = 3 * 1024 * 1024
const MAXIMUM_OUTPUT = 64 * 1024 * 1024
const MILLISECONDS = 5000

/** The commit that a folder's repository stands on; undefined where there is none, or no git. */
export async function headCommit(folder: string): Promise<string | undefined> {
  const answer = await git(folder, ['rev-parse', '--verify', '--quiet', 'HEAD'])
  const id = answer?.toString().trim()
  return id !== undefined && /^[0-9a-f]{40,64}$/.test(id) ? id : undefined
}

/** The files below a folder in a commit, as far as `wanted` asks for them. */
export async function committedFiles(
  folder: string,
  id: string,
  wanted: (path: string) => boolean,
): Promise<CommittedFiles | undefined> {
  const listed = await git(folder, ['ls-tree', '-r', '-z', '-l', id, '.'])
  if (listed === undefined) return undefined
  const entries = listed
    .toString()
    .split('\0')
    .flatMap((line) => {
      const [, blob = '', size = '', path = ''] =
        /^100(?:644|755) blob ([0-9a-f]+) +(\d+)\t(.+)$/s.exec(line) ?? []
      return path !== '' && wanted(path) && Number(size) < MAXIMUM_SIZE ? [{ path, blob }] : []
    })
    .slice(0, MAXIMUM_FILES)
  if (entries.length === 0) return { id, files: new Map() }
  const output = await git(folder, ['cat-file', '--batch'], `${entries.map(({ blob }) => blob).join('\n')}\n`)
  return output && { id, files: splitBatch(output, entries) }
}

/** For each object a line `ID blob SIZE`, its bytes and a line break. */
function splitBatch(output: Buffer, entries: readonly { path: string }[]): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  let position = 0
  for (const { path } of entries) {
    const lineEnd = output.indexOf('\n', position)
    const [, size] = /^[0-9a-f]+ blob (\d+)$/.exec(output.toString('latin1', position, lineEnd)) ?? []
    if (lineEnd < 0 || size === undefined) break
    const start = lineEnd + 1
    files.set(path, output.subarray(start, start + Number(size)))
    position = start + Number(size) + 1
  }
  return files
}

/**
 * What a command prints; undefined where it fails. These commands only read objects: no hook, filter or monitor of the
 * repository runs, and where it lacks an object, no transport may fetch it, since a repository names the program for that.
 */
function git(folder: string, command: readonly string[], input = ''): Promise<Buffer | undefined> {
  const { GIT_DIR, GIT_WORK_TREE, GIT_INDEX_FILE, GIT_PREFIX, ...environment } = process.env
  const env = {
    ...environment,
    ...{ GIT_ALLOW_PROTOCOL: 'none', GIT_NO_LAZY_FETCH: '1' },
    ...{ GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' },
  }
  return new Promise((resolve) => {
    // Windows looks for programs in the present folder first: that of Node holds nobody's git.
    const child = spawn('git', ['-C', folder, ...command], {
      ...{ cwd: dirname(process.execPath), env, timeout: MILLISECONDS, windowsHide: true },
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    const pieces: Buffer[] = []
    let size = 0
    child.stdout.on('data', (piece: Buffer) => {
      size += piece.length
      if (size > MAXIMUM_OUTPUT) child.kill()
      else pieces.push(piece)
    })
    child.on('error', () => resolve(undefined))
    child.on('close', (code) => resolve(code === 0 ? Buffer.concat(pieces) : undefined))
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}
