import { version } from '../version.ts'

/** The range in which a project gets every package of tacosmith: all have the version of this one. */
export function ownRange(): string {
  return `^${version()}`
}
