import { toJsonSchema } from '@valibot/to-json-schema'
import { configDescription } from '../config-description.ts'
import { ruleSettingDescription } from '../description.ts'

/** The JSON Schema (draft 7) of a configuration, for editors and for programs that write one. */
export function optionsJsonSchema(): object {
  return toJsonSchema(configDescription, {
    typeMode: 'input',
    // Said once, not for each rule.
    definitions: { RuleSetting: ruleSettingDescription },
    // A pattern says most of what a check by code does; names at other doors are not for editors.
    ignoreActions: ['check', 'metadata'],
    // A signer is made by a program; JSON cannot hold one.
    overrideSchema: ({ valibotSchema }) => (valibotSchema.type === 'custom' ? { not: {} } : undefined),
  })
}
