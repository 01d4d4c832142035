import { documentationPage } from '../../connector/documentation.ts'
import { childrenNamed } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { inConfig } from './example-connector.ts'
import { client, fixedPortCapability, redirect } from './example-parts.ts'
import { enabledCapability, oauthConfigs } from './oauth-configs.ts'
import { exampleAddress } from './redirects.ts'

/** The browser must find the way back to Tableau. */
export const rule: Rule = {
  id: 'oa-redirect-format',
  severity: 'error',
  summary:
    'A `redirectUrisDesktop` is http://localhost:PORT/Callback, or another loopback address since 2023.1, with a port from 1 to 65535, each once.',
  help: `Write an address such as ${exampleAddress}.`,
  url: documentationPage('oauth'),
  *check({ connector }) {
    for (const config of oauthConfigs(connector)) {
      const seen = new Set<string>()
      const isUsed = enabledCapability(config, 'FIXED_PORT_IN_CALLBACK_URL') !== undefined
      for (const place of childrenNamed(config.root, 'redirectUrisDesktop')) {
        const address = place.text.trim()
        const fault = seen.has(address) ? 'is there twice' : explainAddress(address)
        seen.add(address)
        if (fault === undefined) continue
        const message = `the redirect address "${address}" ${fault}`
        yield { message, file: config.file, place, ...(!isUsed && { severity: 'warning' }) }
      }
    }
  },
}

function explainAddress(address: string): string | undefined {
  const [, host, port, path] = /^http:\/\/(\[[^\]]*\]|[^:/]*)(?::([^/]*))?(.*)$/s.exec(address) ?? []
  if (host === undefined) return 'does not begin with http://'
  if (host !== 'localhost' && !isLoopbackAddress(host)) return 'does not lead to localhost'
  if (port === undefined) return 'has no port'
  if (!/^[1-9][0-9]{0,4}$/.test(port) || Number(port) > 65535) {
    return `has the port ${JSON.stringify(port)}, which is not a number from 1 to 65535`
  }
  return path === '/Callback' ? undefined : 'does not end with /Callback behind the port'
}

function isLoopbackAddress(host: string): boolean {
  return host === '[::1]' || /^127(\.[0-9]{1,3}){3}$/.test(host)
}

export function example(): RuleExample {
  return {
    why: 'Tableau listens at /Callback on the user’s computer. A sign-in that is sent elsewhere never completes.',
    file: 'oauth.xml',
    wrong: `${client}\n${redirect('http://localhost:555510/callback')}`,
    right: `${client}\n${redirect('http://localhost:55510/Callback')}`,
    context: inConfig(client, fixedPortCapability),
  }
}
