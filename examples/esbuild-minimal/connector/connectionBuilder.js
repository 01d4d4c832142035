import { filledIn } from './filled-in.js'

/** Tableau calls this with the values of the dialog; the answer is the address that the driver connects to. */
export default function connectionBuilder(attr) {
  const server = filledIn(attr.server, 'localhost')
  const port = filledIn(attr.port, '9092')
  const database = filledIn(attr.dbname, '~/test')
  return [`jdbc:h2:tcp://${server}:${port}/${database}`]
}
