import { documentationPage } from '../../connector/documentation.ts'
import { nearestName } from '../../report/nearest-name.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { type OauthConfig, type OauthEntry, oauthConfigs, type ResponseMap } from './oauth-configs.ts'

const url = documentationPage('oauth')

const requiredForAccess = ['ACCESSTOKEN', 'REFRESHTOKEN', 'username']
const requiredForRefresh = ['ACCESSTOKEN']

const knownKeys = [...requiredForAccess, 'access-token-issue-time', 'access-token-expires-in', 'id-token']

/** Without it Tableau does not find the token in the answer. */
export const accessMapRequired: Rule = {
  id: 'oa-access-map-required',
  severity: 'error',
  summary: `\`accessTokenResponseMaps\` has the keys ${requiredForAccess.join(', ')}.`,
  help: 'Add an <entry> for each; its value is the name of the same thing in the answer of the identity provider.',
  url,
  *check({ connector }) {
    for (const config of oauthConfigs(connector)) {
      if (config.accessMap !== undefined) yield* findMissing(config, config.accessMap, requiredForAccess)
      else {
        const message = 'there is no <accessTokenResponseMaps>'
        yield { message, file: config.file, place: config.root }
      }
    }
  },
}

/** Where there is one, it takes the place of the other. */
export const refreshMapKeys: Rule = {
  id: 'oa-refresh-map-keys',
  severity: 'error',
  summary: `\`refreshTokenResponseMaps\`, where there is one, has the key ${requiredForRefresh.join(', ')}.`,
  help: 'Add the <entry>, or remove <refreshTokenResponseMaps>: then that of the access token applies.',
  url,
  *check({ connector }) {
    for (const config of oauthConfigs(connector)) {
      if (config.refreshMap !== undefined) yield* findMissing(config, config.refreshMap, requiredForRefresh)
    }
  },
}

function* findMissing(
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
function missingKeys(
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

/** A key of one's own is of no use to Tableau; one that looks like a known key was meant to be it. */
export const mapUnknownKey: Rule = {
  id: 'oa-map-unknown-key',
  severity: 'info',
  summary: `The optional keys of the response maps are spelt as Tableau does: ${knownKeys.slice(3).join(', ')}.`,
  help: 'Write the key letter by letter.',
  url,
  *check({ connector }) {
    for (const { file, accessMap, refreshMap } of oauthConfigs(connector)) {
      yield* findLookalikes(file, accessMap, requiredForAccess)
      yield* findLookalikes(file, refreshMap, requiredForRefresh)
    }
  },
}

function* findLookalikes(
  file: string,
  map: ResponseMap | undefined,
  required: readonly string[],
): Iterable<RuleFinding> {
  if (map === undefined) return
  const reported = new Set(missingKeys(map, required).values())
  for (const entry of map.entries) {
    if (knownKeys.includes(entry.name) || reported.has(entry)) continue
    const near = nearestName(entry.name, knownKeys)
    if (near === undefined) continue
    const message = `Tableau does not know the key "${entry.name}"; it knows ${near}`
    yield { message, file, place: entry.key, help: `Did you mean ${near}?` }
  }
}
