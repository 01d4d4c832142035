import { TacosmithError } from '../errors.ts'

/** The error for a file that cannot be written, whatever the system says of it. */
export function cannotWrite(path: string, cause: unknown): TacosmithError {
  return new TacosmithError('output', `cannot write ${path}: ${reasonOf(cause)}`, {
    help: 'Check that the folder exists or can be created, that it is writable, and that no other program has the file open.',
    cause,
  })
}

/** The error for a path at which something lies that must not be replaced by a file. */
export function notReplaced(path: string, reason: string, help: string): TacosmithError {
  return new TacosmithError('output', `cannot write ${path}: ${reason}`, { help })
}

const reasons: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file is too large for the disk',
  EISDIR: 'a folder of that name is in the way',
  ENOTDIR: 'a file is in the way of the folder',
  EEXIST: 'a file is in the way of the folder',
  ENOENT: 'the folder cannot be created',
  EROFS: 'the file system is read-only',
  ELOOP: 'its symbolic links form a loop',
  ENAMETOOLONG: 'the name is too long',
}

function reasonOf(cause: unknown): string {
  const { code = '' } = cause as NodeJS.ErrnoException
  return reasons[code] ?? (cause instanceof Error ? cause.message : String(cause))
}
