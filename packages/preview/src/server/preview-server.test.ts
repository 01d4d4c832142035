import { request } from 'node:http'
import { describe, expect, test } from 'vitest'
import { serveConnector } from '../testing/served-connector.ts'
import { servePreview } from './preview-server.ts'

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
}

/** Unlike `fetch`, this may send any Host. */
function ask(
  address: string,
  path: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const { port } = new URL(address)
  return new Promise((resolve, reject) => {
    const asked = request({ host: 'localhost', port, path, method, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (piece: string) => {
        text += piece
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

/** The token that stands in the page. */
async function tokenOf(address: string): Promise<string> {
  const { text } = await ask(address, '/')
  return /name="tacosmith-token" content="([^"]+)"/.exec(text)?.[1] ?? ''
}

describe('who is answered', () => {
  test.each<[string, Record<string, string>, number]>([
    ['this machine by its usual name', {}, 200],
    ['a name below localhost', { host: 'dialog.localhost:4180' }, 200],
    ['127.0.0.1', { host: '127.0.0.1:4180' }, 200],
    ['[::1]', { host: '[::1]:4180' }, 200],
    ['another name that leads here', { host: 'evil.example' }, 403],
    ['a name that ends alike', { host: 'evil-localhost.example' }, 403],
    ['a name that begins alike', { host: 'localhost.evil.example' }, 403],
    ['a number that is no address of this machine', { host: '10.0.0.1' }, 403],
    ['a page from elsewhere', { host: 'localhost:4180', origin: 'https://evil.example' }, 403],
    ['a page of another server here', { host: 'localhost:4180', origin: 'http://localhost:9999' }, 403],
    ['a page without an origin', { host: 'localhost:4180', origin: 'null' }, 403],
    ['a script tag elsewhere', { 'sec-fetch-site': 'cross-site' }, 403],
    [
      'its own page',
      { host: 'localhost:4180', origin: 'http://localhost:4180', 'sec-fetch-site': 'same-origin' },
      200,
    ],
  ])('%s', async (_, headers, status) => {
    const { address } = await serveConnector()
    for (const path of ['/', '/content.json', '/page.js']) {
      const answer = await ask(address, path, { headers })
      expect(answer.status).toBe(status)
      if (status === 403) expect(answer.text).not.toContain('Brook')
    }
  })

  const link = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', accept: 'text/html,*/*;q=0.8' }

  test.each(['cross-site', 'same-site'])(
    'a link of a %s page leads to the page, and nowhere else',
    async (site) => {
      const { address } = await serveConnector()
      const headers = { ...link, 'sec-fetch-site': site }
      const page = await ask(address, '/', { headers })
      expect(page.status).toBe(200)
      // Neither a frame nor a window of the other page can look into it.
      expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'")
      expect(page.headers['cross-origin-opener-policy']).toBe('same-origin')
      for (const [path, more, method] of [
        ['/content.json', {}, 'GET'],
        ['/events', {}, 'GET'],
        ['/', { 'sec-fetch-dest': 'iframe' }, 'GET'],
        ['/', { 'sec-fetch-mode': 'no-cors' }, 'GET'],
        ['/', {}, 'POST'],
      ] as const) {
        expect((await ask(address, path, { method, headers: { ...headers, ...more } })).status).toBe(403)
      }
    },
  )

  test('people read why they get nothing and what to do, programs too', async () => {
    const { address } = await serveConnector()
    const refused = await ask(address, '/', { headers: { ...link, host: 'evil.example' } })
    expect(refused.status).toBe(403)
    expect(refused.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(refused.text).toContain('the preview answers only to the names of this machine.')
    expect(refused.text).toContain('Open it under localhost')
    const program = await ask(address, '/', { headers: { host: 'evil.example' } })
    expect(JSON.parse(program.text)).toEqual({ message: expect.stringContaining('Open it under localhost') })
  })

  test('has a policy in each answer under which no foreign script runs', async () => {
    const { address } = await serveConnector()
    const { headers } = await ask(address, '/content.json')
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/,
    )
    expect(headers['content-security-policy']).not.toMatch(/unsafe-inline|'unsafe-eval'|\*/)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['cross-origin-resource-policy']).toBe('same-origin')
  })
})

test('what the page shows first stands in it once it has been read, as data that nothing ends', async () => {
  const markup = '</script><script>evil()</script><!--'
  const escaped = markup.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const { address, live, change } = await serveConnector({
    'connection-fields.xml': `<connection-fields><field name="server" label="${escaped}" value-type="string" category="endpoint"/></connection-fields>`,
  })
  expect((await ask(address, '/')).text).not.toContain('tacosmith-content')
  await live.get()
  const { text } = await ask(address, '/')
  const [, json = ''] =
    /<script type="application\/json" id="tacosmith-content">([^<]*)<\/script>/.exec(text) ?? []
  expect(json).toContain('evil()')
  expect(JSON.parse(json)).toEqual(JSON.parse((await ask(address, '/content.json')).text))
  await change('connection-fields.xml', '<connection-fields/>')
  expect((await ask(address, '/')).text).not.toContain('tacosmith-content')
})

describe('anything but reading', () => {
  const place = JSON.stringify({ file: 'manifest.xml', line: 2, column: 1 })

  test('needs the token of the page', async () => {
    const { address, opened } = await serveConnector()
    for (const headers of [{}, { 'x-tacosmith-token': 'wrong' }]) {
      const answer = await ask(address, '/open-editor', { method: 'POST', headers, body: place })
      expect(answer.status).toBe(403)
    }
    expect(opened).toEqual([])
    const headers = { 'x-tacosmith-token': await tokenOf(address) }
    const answer = await ask(address, '/open-editor', { method: 'POST', headers, body: place })
    expect(answer.status).toBe(200)
    expect(opened).toEqual(['manifest.xml:2:1'])
  })

  test('has a token of its own in each server', async () => {
    const [one, other] = [await serveConnector(), await serveConnector()]
    expect(await tokenOf(one.address)).not.toBe(await tokenOf(other.address))
    expect((await tokenOf(one.address)).length).toBeGreaterThanOrEqual(32)
  })

  test.each([
    ['no JSON', '{', 'the request holds no JSON object'],
    ['a list', '[]', 'the request holds no JSON object'],
    ['a path that leads away', JSON.stringify({ file: '../x.json', scenario: {} }), 'is not a scenario file'],
    [
      'a scenario that is none',
      JSON.stringify({ file: 'x.json', scenario: { name: 5 } }),
      'scenario.name should be a string',
    ],
    ['too much', JSON.stringify({ file: 'x'.repeat(1_100_000) }), 'the request is too large'],
  ])('refuses %s', async (_, body, message) => {
    const { address } = await serveConnector()
    const headers = { 'x-tacosmith-token': await tokenOf(address) }
    const answer = await ask(address, '/save-scenario', { method: 'POST', headers, body })
    expect(answer.status).toBe(400)
    expect(answer.text).toContain(message)
  })
})

test('what is not there is told so', async () => {
  const { address } = await serveConnector()
  for (const path of ['/../package.json', '/%2e%2e/package.json', '/constructor', '/index.html']) {
    expect((await ask(address, path)).status).toBe(404)
  }
  expect((await ask(address, '/', { method: 'DELETE' })).status).toBe(405)
})

test('tells pages of changes', async () => {
  const { address, live } = await serveConnector()
  const response = await fetch(`${address}events`)
  const reader = response.body?.getReader()
  const read = async (): Promise<string> => new TextDecoder().decode((await reader?.read())?.value)
  expect(await read()).toContain('retry')
  live.changed()
  expect(await read()).toContain('event: change')
  await reader?.cancel()
})

test('answers while a script that never ends is tried after a change', async () => {
  const { address, change } = await serveConnector()
  await ask(address, '/content.json')
  await change(
    'connectionBuilder.js',
    "(function builder(attr) { for (;;) if (attr.server === 5) return ['jdbc:x'] })",
  )
  let isTold = false
  const content = ask(address, '/content.json').then(({ text }) => {
    isTold = true
    return text
  })
  let answers = 0
  while (!isTold) {
    expect((await ask(address, '/page.js')).status).toBe(200)
    answers++
  }
  expect(await content).toContain('did not finish')
  expect(answers).toBeGreaterThan(10)
})

test('a port that another program uses is refused in words', async () => {
  const { address } = await serveConnector()
  const port = Number(new URL(address).port)
  await expect(servePreview(async () => {}, port)).rejects.toThrow(
    `port ${port} cannot be used: another program uses it`,
  )
})
