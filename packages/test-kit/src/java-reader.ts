import { askJava } from './java-oracle.ts'

/** What Java's readers say about one entry. */
export interface JavaEntry {
  reader: 'JarFile' | 'JarInputStream'
  file: string
  /** `ERROR` when the reader gave up. */
  name: string
  signers: number
  timestamped: boolean
  /** The first signer, or the error. */
  detail: string
}

/** Reads archives with Java's JarFile and JarInputStream, verifying. */
export async function readWithJava(files: readonly string[]): Promise<JavaEntry[]> {
  const output = await askJava('read', files)
  return output
    .split('\n')
    .filter((line) => line.includes('\t'))
    .map(toJavaEntry)
}

function toJavaEntry(line: string): JavaEntry {
  const [reader, file = '', name = '', second = '', stamped, subject = ''] = line.split('\t')
  const failed = name === 'ERROR'
  return {
    reader: reader === 'JarFile' ? 'JarFile' : 'JarInputStream',
    file,
    name,
    signers: failed ? 0 : Number(second),
    timestamped: stamped === 'timestamped',
    detail: failed ? second : subject,
  }
}
