import * as v from 'valibot'
import { tacoDescription } from './description.ts'
import { eitherOf, named, option, settings, text } from './kinds.ts'
import { entriesOf } from './walk.ts'

const expected = 'but should be a path, the name of a package, or a list of these'
const several = v.pipe(v.array(text, expected), v.minLength(1, expected))

/** What only a configuration file has, since only there it is known where it starts. */
const ofFiles = {
  extends: v.optional(
    option(
      eitherOf([text, several], expected, (value) =>
        typeof value === 'string' ? text : Array.isArray(value) ? several : undefined,
      ),
      {
        about:
          'Another configuration to start from, or several of which the later ones take precedence: a path that begins with `./` or `../`, or the name of a package. The options here take precedence over them. Only in `tacosmith.config`.',
        help: "Give a path such as './shared.config.ts', the name of a package, or a list of these.",
      },
    ),
  ),
}

/** All that a configuration file may say: {@link TacosmithConfig}. */
export const configDescription: v.GenericSchema = named(
  'TacosmithConfig',
  'What `tacosmith.config` exports.',
  settings({ ...ofFiles, ...entriesOf(tacoDescription) }),
)
