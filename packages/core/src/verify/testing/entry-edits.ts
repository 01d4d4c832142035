import type { ZipEntry } from './zip-file.ts'

export const replace =
  (name: string, change: (text: string) => string) =>
  (entries: ZipEntry[]): ZipEntry[] =>
    entries.map((entry) =>
      entry.name === name
        ? { ...entry, content: Buffer.from(change(Buffer.from(entry.content).toString('latin1')), 'latin1') }
        : entry,
    )
export const without =
  (pattern: RegExp) =>
  (entries: ZipEntry[]): ZipEntry[] =>
    entries.filter(({ name }) => !pattern.test(name))
export const plus =
  (...more: ZipEntry[]) =>
  (entries: ZipEntry[]): ZipEntry[] => [...entries, ...more]
export const inEntry =
  (name: string, change: Partial<ZipEntry>) =>
  (entries: ZipEntry[]): ZipEntry[] =>
    entries.map((entry) => (entry.name === name ? { ...entry, ...change } : entry))
