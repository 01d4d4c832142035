import { visibleText } from '../../report/visible-text.ts'
import type { SampledAttribute, ScriptFacts } from '../analyse/script-facts.ts'
import { rule as addressEncoding } from '../rules/js-address-encoding.ts'
import { rule as valueEscaping } from '../rules/js-value-escaping.ts'
import { readConnectionString } from './connection-string.ts'
import type { TrialOutcome } from './trial-engine.ts'
import type { TrialFault } from './try-script.ts'

/** What a careful user may have for a password: all that connection strings give a meaning. */
const awkwardPassword = 'p;w}d=x "y\' é日'

/** What may stand in a text that is a part of an address. */
const awkwardText = 'a&b=c'

/** Attributes whose values have no such characters. */
const plainAttributes = new Set([
  ...['server', 'port', 'authentication', 'class', 'username', 'password', 'instanceurl'],
])

type Inputs = Record<string, string>

/**
 * The same attributes with awkward values in place of usual ones, or undefined where there are none to replace. Fields
 * that take only certain texts keep theirs.
 */
export function awkwardInputs(usual: Inputs, { attributes, isJdbc }: ScriptFacts): Inputs | undefined {
  const changed = attributes.filter(
    (attribute) =>
      attribute.name in usual && (attribute.name === 'password' || (isJdbc && isFreeText(attribute))),
  )
  if (changed.length === 0) return undefined
  return {
    ...usual,
    ...Object.fromEntries(
      changed.map(({ name }) => [name, name === 'password' ? awkwardPassword : awkwardText]),
    ),
  }
}

function isFreeText({ name, values, isRestricted }: SampledAttribute): boolean {
  return values === undefined && !isRestricted && !plainAttributes.has(name)
}

/** What the awkward values broke: nothing where either run did not come to its end. */
export function faultsOfAwkwardValues(
  usual: TrialOutcome | undefined,
  awkward: TrialOutcome | undefined,
  password: string | undefined,
  isJdbc: boolean,
): TrialFault[] {
  const before = returnedBy(usual)
  const after = returnedBy(awkward)
  if (before === undefined || after === undefined) return []
  const faults = Array.isArray(after) && isJdbc ? addressFaults(after) : []
  const broken = lostPassword(before, after, password, isJdbc)
  return broken === undefined ? faults : [broken, ...faults]
}

function returnedBy(outcome: TrialOutcome | undefined): string[] | Record<string, string> | undefined {
  return outcome?.kind === 'fine' ? outcome.returned : undefined
}

/** Where the usual password arrives under a name, the awkward one must arrive under it, too. */
function lostPassword(
  before: string[] | Record<string, string>,
  after: string[] | Record<string, string>,
  password: string | undefined,
  isJdbc: boolean,
): TrialFault | undefined {
  // Arrays of properties have a finding of their own, addresses are no place for passwords.
  if (password === undefined || (isJdbc && Array.isArray(after))) return undefined
  const usual = pairsOf(before).filter(([, value]) => value === password)
  const now = pairsOf(after)
  const lost = usual.find(([name]) => !now.some((pair) => pair[0] === name && pair[1] === awkwardPassword))
  if (lost === undefined) return undefined
  const [name] = lost
  const arrived = now.find((pair) => pair[0] === name)?.[1] ?? ''
  return {
    rule: valueEscaping,
    severity: valueEscaping.severity,
    message: `the password ${JSON.stringify(awkwardPassword)} reaches the driver as ${JSON.stringify(arrived)}`,
    place: undefined,
  }
}

function pairsOf(returned: string[] | Record<string, string>): [string, string][] {
  return Array.isArray(returned) ? readConnectionString(returned.join(';')) : Object.entries(returned)
}

/** A parameter of an address ends at the next `&`, unless the driver has another sign for that. */
function addressFaults(addresses: string[]): TrialFault[] {
  const parameters = addresses.join('').split('?').slice(1).join('?')
  // What follows no `=` are parameters that users type whole, and what is in braces or quotes ends with these.
  const isValue = parameters.includes(`=${awkwardText}`)
  const others = parameters.replaceAll(awkwardText, '')
  if (!isValue || (others.includes(';') && !others.includes('&'))) return []
  const [, name = ''] = new RegExp(`([^?&;=]*)=${awkwardText}`).exec(parameters) ?? []
  return [
    {
      rule: addressEncoding,
      severity: addressEncoding.severity,
      message: `the value of a field stands in the parameter "${visibleText(name)}" of the address as it is: "${awkwardText}" becomes two parameters`,
      place: undefined,
    },
  ]
}
