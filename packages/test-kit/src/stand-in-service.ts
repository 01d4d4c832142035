import type { IncomingMessage } from 'node:http'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'

/**
 * A server on this machine that stands in for a service: it notes what it is asked for, and fails when it is told to.
 */
export class StandInService<Call extends { operation: string }, Fault> {
  readonly calls: Call[] = []
  connections = 0
  readonly #faults: Map<string, Fault[]> = new Map()
  readonly #sockets: Set<Socket> = new Set()
  readonly #server: Server

  constructor(server: Server) {
    this.#server = server
    server.on('connection', (socket) => {
      this.connections += 1
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
    })
  }

  async listen(host: 'localhost' | '127.0.0.1'): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, host, resolve))
    return this
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** Each fault answers one request, in this order. */
  fail(operation: string, ...faults: Fault[]): void {
    this.#faults.set(operation, [...(this.#faults.get(operation) ?? []), ...faults])
  }

  /** The fault answers that many requests. Default: more than anybody tries. */
  keepFailing(operation: string, fault: Fault, times = 40): void {
    this.fail(operation, ...Array.from({ length: times }, () => fault))
  }

  /** Notes a request, and tells the fault that it ends in. */
  note(call: Call): Fault | undefined {
    this.calls.push(call)
    return this.#faults.get(call.operation)?.shift()
  }

  count(operation: string): number {
    return this.calls.filter((call) => call.operation === operation).length
  }

  forget(): void {
    this.#faults.clear()
    this.calls.length = 0
    this.connections = 0
  }

  /** Breaks all connections, so that those of an earlier test are not taken again. */
  disconnect(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  async stop(): Promise<void> {
    const stopped = new Promise((resolve) => this.#server.close(resolve))
    this.disconnect()
    await stopped
  }
}

/** A port of this machine on which nobody listens. */
export async function unusedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** All that a request carries. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** What a service is asked for and how it fails, in the words of the contract of all signers. */
export interface ServiceWords<Fault> {
  /** The operations that look a key up and that sign. */
  key: string
  signature: string
  faults: Record<'throttling' | 'outage' | 'broken connection', Fault>
}

/** The part that {@link StandInService} plays in `signerChecks` of core. */
export function serviceForContract<Call extends { operation: string }, Fault>(
  server: () => StandInService<Call, Fault>,
  words: ServiceWords<Fault>,
): {
  attempts: number
  count(request: 'key' | 'signature'): number
  fail(request: 'key' | 'signature', fault: keyof ServiceWords<Fault>['faults'], times: number): void
  forget(): void
} {
  return {
    attempts: 5,
    count: (request) => server().count(words[request]),
    fail: (request, fault, times) => server().keepFailing(words[request], words.faults[fault], times),
    forget: () => server().forget(),
  }
}
