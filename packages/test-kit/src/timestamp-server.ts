import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { CertificateAuthority, Issued } from './certificate-authority.ts'
import { type DerNode, derNode, encodeDerTree, parseDerTree } from './generator/der-tree.ts'
import { requireOracle, runOracle } from './oracles.ts'

/** How the server behaves. */
export type TimestampServerMode =
  | 'good'
  /** HTTP status 500, always. */
  | 'status-500'
  /** HTTP status 503 to the first request, then good. */
  | 'busy-at-first'
  /** A redirect to itself. */
  | 'redirect'
  /** Answers after two seconds. */
  | 'slow'
  | 'wrong-nonce'
  /** Stamps other bytes than it was asked to. */
  | 'wrong-imprint'
  /** Bytes that are no answer at all. */
  | 'garbage'
  /** A proper answer that refuses. */
  | 'refusal'
  /** Good, with a token in BER: lengths left out, and the content in pieces. */
  | 'ber'

/** A timestamp authority on this machine. */
export interface TimestampServer {
  url: string
  /** How many requests came in. */
  requests(): number
  close(): Promise<void>
}

const SLOW = 2000
/** PKIStatusInfo { rejection (2) } without a token. */
const REFUSAL = Uint8Array.of(0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02)

/**
 * Starts an RFC 3161 authority on the loopback interface; `openssl ts -reply` makes the answers.
 *
 * @param signer a certificate from {@link CertificateAuthority.issueForTimestamps}, or a bad one
 */
export async function startTimestampServer(
  authority: CertificateAuthority,
  mode: TimestampServerMode = 'good',
  signer?: Issued,
): Promise<TimestampServer> {
  const folder = await mkdtemp(join(tmpdir(), 'tacosmith-tsa-'))
  await writeFiles(folder, authority, signer ?? (await authority.issueForTimestamps()))
  let requests = 0
  const server = createServer((request, response) => {
    requests++
    answer(request, response, folder, mode, requests).catch((error: unknown) => {
      response.writeHead(500).end(String(error))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/tsa`,
    requests: () => requests,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function writeFiles(folder: string, authority: CertificateAuthority, signer: Issued): Promise<void> {
  await writeFile(join(folder, 'tsa.pem'), signer.certificatePem)
  await writeFile(join(folder, 'tsa.key'), signer.keyPem, { mode: 0o600 })
  await writeFile(join(folder, 'chain.pem'), authority.intermediate.certificatePem)
  await writeFile(join(folder, 'serial'), '01\n')
  await writeFile(
    join(folder, 'tsa.cnf'),
    [
      '[tsa]',
      `serial = ${join(folder, 'serial')}`,
      'default_policy = 1.2.3.4.1',
      'digests = sha256, sha384, sha512',
      'signer_digest = sha256',
      'ess_cert_id_alg = sha256',
      'ess_cert_id_chain = no',
      'clock_precision_digits = 0',
      '',
    ].join('\n'),
  )
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  folder: string,
  mode: TimestampServerMode,
  count: number,
): Promise<void> {
  const query = await readBody(request)
  if (mode === 'status-500') return void response.writeHead(500).end('unavailable')
  if (mode === 'busy-at-first' && count === 1) return void response.writeHead(503).end('busy')
  if (mode === 'redirect') return void response.writeHead(302, { Location: '/elsewhere' }).end()
  if (mode === 'slow') await pause(SLOW)
  const reply = await makeReply(query, folder, mode, count)
  response.writeHead(200, { 'Content-Type': 'application/timestamp-reply' }).end(reply)
}

async function makeReply(
  query: Buffer,
  folder: string,
  mode: TimestampServerMode,
  count: number,
): Promise<Uint8Array> {
  if (mode === 'garbage') return Buffer.from('<html>This is not a timestamp</html>')
  if (mode === 'refusal') return REFUSAL
  const reply = await stamp(spoil(query, mode), folder, count)
  return mode === 'ber' ? inBer(reply) : reply
}

const [OCTET_STRING, CONSTRUCTED] = [0x04, 0x20]
const LENGTH_OF_A_PIECE = 20

/** What some libraries write. The certificates stay as they are. */
function inBer(reply: Uint8Array): Uint8Array {
  const answer = parseDerTree(reply)
  const [, token] = childrenOf(answer)
  const [, wrapped] = childrenOf(token)
  const [signedData] = childrenOf(wrapped)
  const [, , encapsulated] = childrenOf(signedData)
  const [, content] = childrenOf(encapsulated)
  const [octets] = childrenOf(content)
  for (const node of [answer, token, wrapped, signedData, encapsulated, content]) {
    if (node !== undefined) node.length = 'indefinite'
  }
  if (octets !== undefined) cutInPieces(octets)
  return encodeDerTree(answer)
}

const childrenOf = (node: DerNode | undefined): DerNode[] => node?.children ?? []

function cutInPieces(octets: DerNode): void {
  const { children = [], content } = octets
  const bytes = Buffer.concat([content, ...children.map(encodeDerTree)])
  const starts = Array.from(
    { length: Math.ceil(bytes.length / LENGTH_OF_A_PIECE) },
    (_, index) => index * LENGTH_OF_A_PIECE,
  )
  octets.identifier = Uint8Array.of(OCTET_STRING | CONSTRUCTED)
  octets.length = 'indefinite'
  octets.content = new Uint8Array()
  octets.children = starts.map((start) =>
    derNode(OCTET_STRING, bytes.subarray(start, start + LENGTH_OF_A_PIECE)),
  )
}

/** A query ends with the nonce and certReq (three bytes); the imprint is the first OCTET STRING of 32 bytes. */
function spoil(query: Buffer, mode: TimestampServerMode): Buffer {
  const flip = (index: number): Buffer => {
    query.writeUInt8(query.readUInt8(index) ^ 0x01, index)
    return query
  }
  if (mode === 'wrong-nonce') return flip(query.length - 4)
  if (mode === 'wrong-imprint') return flip(query.indexOf(Buffer.from([0x04, 0x20])) + 2)
  return query
}

async function stamp(query: Buffer, folder: string, count: number): Promise<Buffer> {
  const openssl = requireOracle('openssl')
  if (openssl === undefined) throw new Error('openssl is missing')
  const [queryFile, replyFile] = [join(folder, `${count}.tsq`), join(folder, `${count}.tsr`)]
  await writeFile(queryFile, query)
  const { exit, output } = await runOracle(openssl, [
    ...['ts', '-reply', '-config', join(folder, 'tsa.cnf'), '-section', 'tsa'],
    ...['-queryfile', queryFile, '-signer', join(folder, 'tsa.pem'), '-inkey', join(folder, 'tsa.key')],
    ...['-chain', join(folder, 'chain.pem'), '-out', replyFile],
  ])
  if (exit !== 0) throw new Error(`openssl ts ended with ${exit}: ${output}`)
  return await readFile(replyFile)
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
