import { type Attributes, attribute } from './attributes.ts'

/** Tableau calls this with the values of the dialog; the answer is the address that the driver connects to. */
export default function connectionBuilder(attr: Attributes): string[] {
  const server = bracketed(attribute(attr, 'server') ?? 'localhost')
  const port = attribute(attr, 'port') ?? '5432'
  const database = encodeURIComponent(attribute(attr, 'dbname') ?? 'postgres')
  return [`jdbc:postgresql://${server}:${port}/${database}`]
}

/** An IPv6 address stands in brackets, so that its colons are not taken for the port's. */
function bracketed(server: string): string {
  return server.includes(':') && !server.startsWith('[') ? `[${server}]` : server
}
