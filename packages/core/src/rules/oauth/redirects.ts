import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { childrenNamed } from '../../connector/xml-query.ts'
import { loadsBefore, oldestRelease } from '../../package/minimum-release.ts'
import type { Rule } from '../rule.ts'
import { capabilityEntries, enabledCapability, oauthConfigs } from './oauth-configs.ts'

const url = documentationPage('oauth')

const example = 'http://localhost:55556/Callback'

const fixedPort = 'OAUTH_CAP_FIXED_PORT_IN_CALLBACK_URL'

const loopbackRelease = '2023.1'

/** Without addresses there is no fixed port. */
export const redirectRequired: Rule = {
  id: 'oa-redirect-required',
  severity: 'error',
  summary: `With ${fixedPort} there is a \`redirectUrisDesktop\`.`,
  help: `Add <redirectUrisDesktop>${example}</redirectUrisDesktop>, best several with different ports.`,
  url,
  *check({ connector }) {
    for (const config of oauthConfigs(connector)) {
      const entry = enabledCapability(config, 'FIXED_PORT_IN_CALLBACK_URL')
      if (entry === undefined || childrenNamed(config.root, 'redirectUrisDesktop').length > 0) continue
      const message = `${fixedPort} is true, but there is no <redirectUrisDesktop>`
      yield { message, file: config.file, place: entry.key }
    }
  },
}

/** Tableau chooses a port itself unless told otherwise. */
export const redirectIgnored: Rule = {
  id: 'oa-redirect-ignored',
  severity: 'info',
  summary: `\`redirectUrisDesktop\` goes with ${fixedPort}.`,
  help: `Set ${fixedPort} to true, or remove <redirectUrisDesktop>.`,
  url,
  *check({ connector }) {
    for (const config of oauthConfigs(connector)) {
      const [first] = childrenNamed(config.root, 'redirectUrisDesktop')
      // Who sets it to false knows.
      if (first === undefined || capabilityEntries(config, 'FIXED_PORT_IN_CALLBACK_URL').length > 0) continue
      yield {
        message: `<redirectUrisDesktop> is ignored without ${fixedPort}`,
        file: config.file,
        place: first,
      }
    }
  },
}

/** The browser must find the way back to Tableau. */
export const redirectFormat: Rule = {
  id: 'oa-redirect-format',
  severity: 'error',
  summary:
    'A `redirectUrisDesktop` is http://localhost:PORT/Callback with a port from 1 to 65535, each once.',
  help: `Write an address such as ${example}.`,
  url,
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

/** Other names of the own machine came later. */
export const redirectLoopback: Rule = {
  id: 'oa-redirect-loopback-cap',
  severity: 'error',
  summary: `A redirect address other than localhost needs OAUTH_CAP_SUPPORTS_HTTP_SCHEME_LOOPBACK_REDIRECT_URLS and Tableau ${loopbackRelease}.`,
  help: 'Write localhost, or set OAUTH_CAP_SUPPORTS_HTTP_SCHEME_LOOPBACK_REDIRECT_URLS to true.',
  url,
  *check({ connector }) {
    const knowsRelease = filesOfKind(connector, 'manifest').length > 0
    for (const config of oauthConfigs(connector)) {
      const place = childrenNamed(config.root, 'redirectUrisDesktop').find(({ text }) =>
        /^\s*http:\/\/(127\.|\[::1\])/.test(text),
      )
      if (place === undefined) continue
      const finding = { file: config.file, place }
      const address = `the redirect address "${place.text.trim()}"`
      if (enabledCapability(config, 'SUPPORTS_HTTP_SCHEME_LOOPBACK_REDIRECT_URLS') === undefined) {
        const message = `${address} needs OAUTH_CAP_SUPPORTS_HTTP_SCHEME_LOOPBACK_REDIRECT_URLS`
        yield { ...finding, message }
      } else if (knowsRelease && loadsBefore(connector, loopbackRelease)) {
        const message = `${address} works since Tableau ${loopbackRelease}; the connector loads in ${oldestRelease(connector)} too`
        const help = `Write localhost, or set min-version-tableau="${loopbackRelease}" in manifest.xml.`
        yield { ...finding, message, help, severity: 'warning' }
      }
    }
  },
}
