import type { DialogProps } from './dialog-props.ts'
import { Localised } from './localised.tsx'

/** How Tableau names a connector: its name, and whose it is. */
export function DialogTitle({ dialog, textOf, id }: DialogProps & { id: string }) {
  return (
    <h2 id={id}>
      <Localised {...textOf(dialog.name)} /> by <Localised {...textOf(dialog.company)} />
    </h2>
  )
}
