import { nearestName } from '../../report/nearest-name.ts'
import type { RuleFinding } from '../rule.ts'
import type { OauthConfig, OauthEntry, ResponseMap } from './oauth-configs.ts'

export const requiredForAccess: readonly string[] = ['ACCESSTOKEN', 'REFRESHTOKEN', 'username']

export const requiredForRefresh: readonly string[] = ['ACCESSTOKEN']

export const knownKeys: readonly string[] = [
  ...requiredForAccess,
  'access-token-issue-time',
  'access-token-expires-in',
  'id-token',
]

export function* findMissing(
  { file }: OauthConfig,
  map: ResponseMap,
  required: readonly string[],
): Iterable<RuleFinding> {
  const missing = missingKeys(map, required)
  for (const [name, misspelt] of missing) {
    if (misspelt === undefined) continue
    const message = `<${map.element.name}> has the key "${misspelt.name}" instead of ${name}`
    yield { message, file, place: misspelt.key, help: `Write ${name}, letter by letter.` }
  }
  const absent = [...missing].flatMap(([name, misspelt]) => (misspelt === undefined ? [name] : []))
  if (absent.length === 0) return
  const message = `<${map.element.name}> lacks the ${absent.length === 1 ? 'key' : 'keys'} ${absent.join(', ')}`
  yield { message, file, place: map.element }
}

/** The required keys that a map lacks, each with the entry that was most likely meant to be it. */
export function missingKeys(
  { entries }: ResponseMap,
  required: readonly string[],
): Map<string, OauthEntry | undefined> {
  const present = new Set(entries.map(({ name }) => name))
  const unknown = entries.filter(({ name }) => !knownKeys.includes(name))
  return new Map(
    required
      .filter((name) => !present.has(name))
      .map((name) => [name, unknown.find((entry) => nearestName(entry.name, knownKeys) === name)]),
  )
}
