import { defineConnectionBuilder } from '@tacosmith/core/script'
import { filledIn } from './filled-in.ts'

/** Tableau calls this with the values of the dialog; the answer is the address that the driver connects to. */
export default defineConnectionBuilder((attr) => {
  const server = bracketed(filledIn(attr.server) ?? 'localhost')
  const port = filledIn(attr.port) ?? '5432'
  const database = encodeURIComponent(filledIn(attr.dbname) ?? 'postgres')
  return [`jdbc:postgresql://${server}:${port}/${database}`]
})

/** An IPv6 address stands in brackets, so that its colons are not taken for the port's. */
function bracketed(server: string): string {
  return server.includes(':') && !server.startsWith('[') ? `[${server}]` : server
}
