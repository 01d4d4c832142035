import { fileURLToPath } from 'node:url'

/** What takes long to make and is the same in each run, such as compiled Java programs. It may be deleted at any time. */
export const cacheFolder: string = fileURLToPath(
  new URL('../../../node_modules/.cache/tacosmith-test-kit', import.meta.url),
)
