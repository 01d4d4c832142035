import {
  expectationMembers,
  isObject,
  type Member,
  requiredMembers,
  scenarioMembers,
} from './scenario-members.ts'

/** What is wrong in a file of scenarios, by the path in it: `scenarios[0].expect.key`. */
export interface ScenarioMistake {
  path: string
  message: string
}

/** Checks what a file of scenarios holds; all that is wrong is found at once. */
export function checkScenarios(value: unknown): ScenarioMistake[] {
  if (!isObject(value) || !Array.isArray(value.scenarios)) {
    return [{ path: '', message: 'the file should hold an object with a list "scenarios"' }]
  }
  const known = ['$schema', 'scenarios']
  const others = Object.keys(value).filter((name) => !known.includes(name))
  return [
    ...others.map((name) => unknown(name, known)),
    ...value.scenarios.flatMap((one: unknown, index) => checkScenario(one, `scenarios[${index}]`)),
    ...repeatedNames(value.scenarios),
  ]
}

/** Checks a single scenario. */
export function checkScenario(value: unknown, path: string): ScenarioMistake[] {
  if (!isObject(value)) return [{ path, message: `${path} should be an object` }]
  const missing = requiredMembers.filter((name) => value[name] === undefined)
  return [
    ...missing.map((name) => ({ path: `${path}.${name}`, message: `${path}.${name} is missing` })),
    ...checkMembers(value, path, scenarioMembers),
    ...(isObject(value.expect) ? checkMembers(value.expect, `${path}.expect`, expectationMembers) : []),
    ...(isObject(value.expect) && Object.keys(value.expect).length === 0
      ? [{ path: `${path}.expect`, message: `${path}.expect is empty, so that the scenario could not fail` }]
      : []),
  ]
}

function checkMembers(
  value: Record<string, unknown>,
  path: string,
  members: Readonly<Record<string, Member>>,
): ScenarioMistake[] {
  return Object.entries(value).flatMap(([name, member]) => {
    const place = `${path}.${name}`
    const kind = Object.hasOwn(members, name) ? members[name] : undefined
    if (kind === undefined) return [unknown(place, Object.keys(members))]
    return kind.holds(member) ? [] : [{ path: place, message: `${place} should be ${kind.expected}` }]
  })
}

function unknown(path: string, known: readonly string[]): ScenarioMistake {
  return { path, message: `${path} is not known; there are ${known.join(', ')}` }
}

/** Names tell scenarios apart in reports, and when one is saved again. */
function repeatedNames(scenarios: readonly unknown[]): ScenarioMistake[] {
  const names = scenarios.map((one) => (isObject(one) ? one.name : undefined))
  return names.flatMap((name, index) =>
    typeof name === 'string' && names.indexOf(name) < index
      ? [{ path: `scenarios[${index}].name`, message: `two scenarios are called "${name}"` }]
      : [],
  )
}
