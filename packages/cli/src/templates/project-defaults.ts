import { TacosmithError } from '@tacosmith/core'
import type { Base, ProjectChoices } from './project-choices.ts'

/** What is already known of a project; the rest is filled in by {@link completeChoices}. */
export type GivenChoices = Partial<ProjectChoices>

/** The words of a folder's name, which names and identifiers of the connector are made of. */
function wordsOf(folderName: string): string[] {
  const words = folderName.match(/[A-Za-z0-9]+/g)?.map((word) => word.toLowerCase()) ?? []
  const [first] = words
  // An identifier starts with a letter.
  return first !== undefined && /^[a-z]/.test(first) ? words : ['my', ...words]
}

/** The identifier that is proposed for a connector in a folder. */
export function defaultClass(folderName: string, base: Base): string {
  const words = wordsOf(folderName).filter((word) => word !== 'jdbc' && word !== 'odbc')
  return [...(words.length > 0 ? words : ['my']), base].join('_')
}

/** The name that is proposed for a connector in a folder. Tableau itself adds "by" and the company. */
export function defaultName(folderName: string): string {
  return wordsOf(folderName)
    .map((word) => `${word[0]?.toUpperCase() ?? ''}${word.slice(1)}`)
    .join(' ')
}

/** The company that stands in for the one nobody named. */
export const defaultVendor = 'Example Company'

/** Fills in whatever was not chosen. */
export function completeChoices(given: GivenChoices, folderName: string): ProjectChoices {
  const base = given.base ?? 'jdbc'
  const vendor = given.vendor ?? defaultVendor
  return {
    base,
    vendor,
    name: given.name ?? defaultName(folderName),
    class: given.class ?? defaultClass(folderName, base),
    language: given.language ?? 'ts',
    bundler: given.bundler ?? 'vite',
    authentication: given.authentication ?? ['auth-user-pass'],
    languages: given.languages ?? [],
    github: given.github ?? false,
  }
}

/** What is wrong with an identifier, or undefined. */
export function classFault(text: string): string | undefined {
  if (/^[a-z][a-z0-9_]{0,63}$/i.test(text)) return undefined
  return 'A class consists of letters, digits and _, and starts with a letter.'
}

/** What is wrong with the name of a connector or company, or undefined. */
export function nameFault(text: string): string | undefined {
  if (text.trim() === '') return 'A name is needed.'
  if (/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(text)) return 'A name must not contain control characters.'
  return text.startsWith('@') ? 'A name does not start with @, which stands for a resource.' : undefined
}

/**
 * Refuses names and identifiers that no connector can have.
 *
 * @throws TacosmithError `usage`
 */
export function expectFit(given: GivenChoices): void {
  const faults: [option: string, value: string | undefined, fault: (text: string) => string | undefined][] = [
    ['--class', given.class, classFault],
    ['--name', given.name, nameFault],
    ['--vendor', given.vendor, nameFault],
  ]
  for (const [option, value, faultOf] of faults) {
    const fault = value === undefined ? undefined : faultOf(value)
    if (fault)
      throw new TacosmithError('usage', `${option} ${JSON.stringify(value)} cannot be used`, { help: fault })
  }
}
