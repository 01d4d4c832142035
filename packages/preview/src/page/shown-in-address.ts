import { type DialogInput, hosts, untouchedDialog } from '../dialog/dialog-input.ts'
import { platforms } from '../dialog/dialog-model.ts'

const VIEWS: readonly DialogInput['view'][] = ['new', 'edit', 'reconnect']

/** Begins what is filled in: `field.server=db.example.com`. */
const FIELD = 'field.'

/**
 * What the address asks to be shown: `#view=edit&language=de_DE&host=server&field.server=db.example.com`. What it does not
 * know it passes over.
 */
export function shownInAddress(hash: string): DialogInput {
  const asked = new URLSearchParams(hash.replace(/^#/, ''))
  const one = <Value extends string>(name: string, known: readonly Value[], usual: Value): Value =>
    known.find((value) => value === asked.get(name)) ?? usual
  const language = asked.get('language')
  const filledIn = [...asked].filter(([name]) => name.startsWith(FIELD))
  return {
    ...untouchedDialog,
    values: Object.fromEntries(filledIn.map(([name, value]) => [name.slice(FIELD.length), value])),
    view: one('view', VIEWS, untouchedDialog.view),
    host: one('host', hosts, untouchedDialog.host),
    platform: one('platform', platforms, untouchedDialog.platform),
    ...(language !== null && { language }),
  }
}
