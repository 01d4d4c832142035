import { checked } from './checked.ts'
import { tacoDescription } from './description.ts'
import type { OptionDoor } from './option-door.ts'
import type { TacoOptions } from './types.ts'

/**
 * Checks options as they were given in one place, before they are merged with those from another: messages name them as they
 * were written there. Missing ones may still come from elsewhere.
 *
 * @throws TacosmithError `usage` naming all that is wrong.
 */
export function checkOptions(options: TacoOptions, door: OptionDoor): void {
  checked(tacoDescription, options, { door, whole: 'options' })
}
