import * as v from 'valibot'
import { anyText, eitherOf, isNamed, named, settings, text } from './kinds.ts'

const variable = settings({ env: v.pipe(text, v.description('The name of an environment variable.')) })
const file = settings({ file: v.pipe(text, v.description('The path of a file.')) })

/** A password, or where one is. */
export const secret: v.GenericSchema = named(
  'Secret',
  "A password: the text itself, an environment variable's name, or a file whose first line holds it.",
  eitherOf(
    [anyText, variable, file],
    "but should be a string, { env: 'NAME' } or { file: 'PATH' }",
    (value) => {
      if (typeof value === 'string') return anyText
      if (!isNamed(value)) return undefined
      return 'file' in value && !('env' in value) ? file : variable
    },
  ),
)
