import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

/** A section beside the dialog. */
export function Panel({ title, children }: { title: ComponentChildren; children: ComponentChildren }) {
  const id = useId()
  return (
    <section class="panel" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}

interface ValueTableProps {
  caption: string
  values: Readonly<Record<string, string>>
  /** What is to be said of a name, behind its value. */
  noteOn?(name: string): ComponentChildren
}

/** Names and values below each other. */
export function ValueTable({ caption, values, noteOn }: ValueTableProps) {
  return (
    <table>
      <caption class="unseen">{caption}</caption>
      <colgroup>
        <col class="name" />
        <col />
        {noteOn === undefined ? null : <col class="note" />}
      </colgroup>
      <thead class="unseen">
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Value</th>
          {noteOn === undefined ? null : <th scope="col">Where it comes from</th>}
        </tr>
      </thead>
      <tbody>
        {Object.entries(values).map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value === '' ? <span class="quiet">(empty)</span> : value}</td>
            {noteOn === undefined ? null : <td class="note">{noteOn(name)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
