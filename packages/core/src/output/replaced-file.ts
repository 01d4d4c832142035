import { constants } from 'node:fs'
import { type FileHandle, lstat, open, realpath, stat } from 'node:fs/promises'
import { notReplaced } from './output-errors.ts'

/** What lies at a path before it is written. */
export interface ReplacedFile {
  /** Where the file goes: the path, or what a symbolic link there leads to. */
  path: string
  /** Of the file that is there; undefined for a new one. */
  permissions: Permissions | undefined
}

/** Who may do what with a file. */
interface Permissions {
  mode: number
  uid: number
  gid: number
}

const permissionBits = 0o777
const groupBits = 0o070
const otherBits = 0o007

/**
 * Looks at what a file will replace.
 *
 * @param link - See `WriteFileOptions`.
 * @throws TacosmithError `output` where it must not be replaced: anything but a file, and a file that is write-protected.
 */
export async function inspectReplaced(path: string, link: 'follow' | 'replace'): Promise<ReplacedFile> {
  const found = await lstat(path).catch(nothing)
  if (found === undefined) return { path, permissions: undefined }
  if (!found.isSymbolicLink()) return { path, permissions: await permissionsOf(path, path) }
  if (link === 'replace') return { path, permissions: undefined }
  const real = await realpath(path).catch(nothing)
  if (real !== undefined) return { path: real, permissions: await permissionsOf(real, path) }
  const help = 'Remove the link, or name the file itself.'
  throw notReplaced(path, 'it is a symbolic link to a file that does not exist', help)
}

/** @param named - What messages call it. */
async function permissionsOf(path: string, named: string): Promise<Permissions> {
  const found = await stat(path)
  if (found.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' })
  if (!found.isFile()) {
    throw notReplaced(
      named,
      'it is not a regular file',
      'Give a regular file: tacosmith does not write to devices or pipes.',
    )
  }
  await expectWritable(path, named)
  const { mode, uid, gid } = found
  return { mode: mode & permissionBits, uid, gid }
}

/** A rename would not ask whether the file itself may be written to. */
async function expectWritable(path: string, named: string): Promise<void> {
  try {
    await (await open(path, constants.O_WRONLY)).close()
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code !== 'EACCES' && code !== 'EPERM') throw cause
    const help = 'Make it writable (it may belong to another user), or choose another name.'
    throw notReplaced(named, 'permission denied, the existing file is write-protected', help)
  }
}

/**
 * Gives a new file the permissions of the one that it will replace. The owner stays as far as the system allows: a group that
 * cannot be kept loses what others may not do.
 */
export async function keepPermissions(handle: FileHandle, { mode, uid, gid }: Permissions): Promise<void> {
  const made = await handle.stat()
  let isGroupKept = made.gid === gid
  if (made.uid !== uid || made.gid !== gid) {
    const chown = (owner: number): Promise<boolean> => handle.chown(owner, gid).then(yes, no)
    isGroupKept = (await chown(uid)) || (await chown(made.uid))
  }
  const others = (mode & otherBits) << 3
  await handle.chmod(isGroupKept ? mode : (mode & ~groupBits) | (mode & groupBits & others))
}

const yes = (): boolean => true
const no = (): boolean => false

function nothing(cause: NodeJS.ErrnoException): undefined {
  if (cause.code !== 'ENOENT' && cause.code !== 'ENOTDIR') throw cause
}
