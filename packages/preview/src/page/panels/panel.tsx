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

/** Names and values below each other. */
export function ValueTable({
  caption,
  values,
}: {
  caption: string
  values: Readonly<Record<string, string>>
}) {
  return (
    <table>
      <caption class="unseen">{caption}</caption>
      <thead class="unseen">
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Value</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(values).map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value === '' ? <span class="quiet">(empty)</span> : value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
