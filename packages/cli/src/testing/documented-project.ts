import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CertificateAuthority, minimalConnector, runOracle, writePkcs12 } from '@tacosmith/test-kit'
import { inConnectorFolder, type Workplace, workplace } from './run-cli.ts'

/** The password that {@link documentedProject} gives its keystore. */
export const storePassword = 'Brook-9-store'

function connectorOf(name: string): Record<string, string> {
  const files = Object.entries(minimalConnector())
  return Object.fromEntries(files.map(([file, text]) => [file, text.replaceAll('brook_jdbc', name)]))
}

const below = (folder: string, files: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([file, text]) => [`${folder}/${file}`, text]))

const log = `${JSON.stringify({
  ts: '2026-03-01T10:00:00.000',
  sev: 'error',
  k: 'msg',
  v: 'Package signature verification failed during connection creation.',
})}\n`

const scenario = JSON.stringify({
  scenarios: [
    {
      name: 'the usual port',
      values: { server: 'db.example.com' },
      expect: { connection: 'jdbc:brook://db.example.com:7800/' },
    },
  ],
})

/**
 * A folder that holds what the examples of the documentation take for given: connectors, files that are built and signed, a
 * keystore, an authority's answer, a log.
 *
 * @param openssl the program
 */
export async function documentedProject(
  authority: CertificateAuthority,
  openssl: string,
): Promise<Workplace> {
  const place = await workplace({
    ...inConnectorFolder(connectorOf('my_jdbc')),
    ...below('my-connector/connector', connectorOf('my_jdbc')),
    ...below('connectors/orders', connectorOf('orders_jdbc')),
    ...below('connectors/stock', connectorOf('stock_jdbc')),
    ...below('packages/orders', connectorOf('orders_jdbc')),
    ...below('packages/stock', connectorOf('stock_jdbc')),
    ...below('download/connector', connectorOf('other_jdbc')),
    'log.txt': log,
    'scenarios/port.json': scenario,
    'connectors/orders/scenarios/port.json': scenario,
    'connectors/stock/scenarios/port.json': scenario,
    'company-root.pem': authority.root.certificatePem,
  })
  await makeKeystore(place, authority)
  await makeTacos(place)
  await makeAnswer(place, authority, openssl)
  return place
}

async function makeKeystore({ folder }: Workplace, authority: CertificateAuthority): Promise<void> {
  const { keyPem, ...issued } = await authority.issue({ key: 'rsa-2048', commonName: 'Acme GmbH' })
  const certificatesPem = authority.chainPem({ keyPem, ...issued })
  await writePkcs12(join(folder, 'release.p12'), {
    keyPem,
    certificatesPem,
    alias: 'release',
    password: storePassword,
  })
  // Java knows the authority.
  const security = join(folder, 'java/lib/security')
  await mkdir(security, { recursive: true })
  await writeFile(join(security, 'cacerts'), authority.root.certificatePem)
}

async function makeTacos(place: Workplace): Promise<void> {
  const words = ['--keystore', 'release.p12', '--storepass', 'env:STORE_PASSWORD', '--no-tsa']
  await place.run(['build', 'connector', '--file-name', 'my.taco', ...words], {
    STORE_PASSWORD: storePassword,
  })
  const built = await readFile(join(place.folder, 'dist/my.taco'))
  const names = [
    'my.taco',
    'old.taco',
    'new.taco',
    'dist/my_jdbc-v1.0.0.taco',
    'dist/my_connector-v1.0.0.taco',
  ]
  await place.write(
    Object.fromEntries([...names, 'published/my_connector-v1.0.0.taco'].map((name) => [name, built])),
  )
}

/** The authority answers a request for the key of another keystore, `asked.p12`. */
async function makeAnswer(place: Workplace, authority: CertificateAuthority, openssl: string): Promise<void> {
  const inPlace = (name: string): string => join(place.folder, name)
  const words = ['--keystore', 'asked.p12', '--storepass', 'env:STORE_PASSWORD', '--subject', 'CN=Acme GmbH']
  await place.run(['cert', 'request', ...words], { STORE_PASSWORD: storePassword })
  await answerRequest(place, authority, openssl, 'asked.csr', 'answer.pem')
  await runOracle(openssl, [
    ...['crl2pkcs7', '-nocrl', '-certfile', inPlace('answer.pem'), '-out', inPlace('answer.p7b')],
  ])
}

/** Writes an authority's answer to a request: the certificate and its issuer. */
export async function answerRequest(
  place: Workplace,
  authority: CertificateAuthority,
  openssl: string,
  request: string,
  answer: string,
): Promise<void> {
  const inPlace = (name: string): string => join(place.folder, name)
  const { keyPem, certificatePem } = authority.intermediate
  await place.write({ 'ca.key': keyPem, 'ca.pem': certificatePem })
  const { exit, output } = await runOracle(openssl, [
    ...['x509', '-req', '-in', inPlace(request), '-copy_extensions', 'copyall', '-days', '400'],
    ...['-CA', inPlace('ca.pem'), '-CAkey', inPlace('ca.key'), '-out', inPlace(answer)],
  ])
  if (exit !== 0) throw new Error(`openssl does not answer ${request}: ${output}`)
  await place.write({ [answer]: (await readFile(inPlace(answer), 'utf8')) + certificatePem })
}
