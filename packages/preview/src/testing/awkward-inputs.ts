import { initialSqlAttribute } from '../dialog/connection-attributes.ts'
import { type DialogInput, untouchedDialog } from '../dialog/dialog-input.ts'
import type { DialogField, DialogModel } from '../dialog/dialog-model.ts'

/** What users may type, and scripts may break at. */
export const awkwardTexts: readonly string[] = [
  ...['', ' ', '  padded  ', 'plain', '70000', 'null', '__proto__'],
  ...['semi;colon', ';', 'a=b', '==', '{braced}', '{open', 'close}', '}}', '{a}}b}'],
  ...['"quoted"', "it's", 'back\\slash\\', '100%', '%20%3B', 'a/b?c=d&e#f', '[x](y),z*!@'],
  ...['::1', '[2001:db8::1]', 'fe80::1%eth0'],
  ...['Grüße ÄÖÜß', '日本語', '😀👩‍👩‍👧', 'tab\tline\nbreak\u2028', 'x'.repeat(5000)],
]

/** Where scripts run. */
const PLACES = [
  { platform: 'win', host: 'desktop' },
  { platform: 'linux', host: 'server' },
  { platform: 'mac', host: 'desktop' },
] as const

/**
 * The untouched dialog, and one for each awkward text: every text field gets each of them once, while all that can be chosen
 * is gone through.
 */
export function awkwardInputs(model: DialogModel): DialogInput[] {
  return [untouchedDialog, ...awkwardTexts.map((_, index) => awkwardInput(model, index))]
}

function awkwardInput({ fields, hasInitialSql, oauthConfigs }: DialogModel, index: number): DialogInput {
  let rest = index
  const pick = <Item>(items: readonly Item[]): Item | undefined => {
    const item = items[rest % items.length]
    rest = Math.floor(rest / items.length)
    return item
  }
  const chosen = fields.flatMap((field): [string, string][] => {
    const choices = choicesOf(field)
    return choices.length === 0 ? [] : [[field.name, pick(choices) ?? '']]
  })
  const typed = [
    ...fields.filter((field) => choicesOf(field).length === 0).map(({ name }) => name),
    ...(hasInitialSql ? [initialSqlAttribute] : []),
  ]
  // Each field another text, so that no value can stand for another.
  const texts = typed.map((name, field) => [name, awkwardTexts[(index + 4 * field) % awkwardTexts.length]])
  const oauthConfigId = oauthConfigs[index % Math.max(1, oauthConfigs.length)]?.id
  return {
    ...untouchedDialog,
    ...PLACES[index % PLACES.length],
    hiddenFields: index % 2 === 0 ? 'absent' : 'default',
    values: Object.fromEntries([...chosen, ...texts]) as Record<string, string>,
    ...(oauthConfigId !== undefined && { oauthConfigId }),
  }
}

function choicesOf({ valueType, groups, booleanValues }: DialogField): string[] {
  if (valueType === 'boolean') return [booleanValues.false, booleanValues.true]
  return groups.flatMap(({ options }) => options.map(({ value }) => value))
}
