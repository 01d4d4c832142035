import type { PackageManager } from '../project/package-manager.ts'
import { configFileName } from './bundler-files.ts'
import { odbcDriverName } from './connector-files.ts'
import { clientIdPlaceholder, redirectAddresses } from './oauth-config-file.ts'
import { offersOauth, type ProjectChoices } from './project-choices.ts'

/** `README.md` of a new project. */
export function readmeFile(choices: ProjectChoices, packageManager: PackageManager): string {
  const { name, language, base } = choices
  return `# ${name.replaceAll(/([\\`*_[\]<>#])/g, '\\$1')}

A connector for Tableau, made with tacosmith.

\`\`\`sh
${commands(choices, packageManager)}
\`\`\`

\`${packageManager.exec('tacosmith preview')}\` shows the connection dialog in the browser, and follows every change.

## What is to be changed

- \`connector/manifest.xml\`: the links to your support and to the driver, and what the database can do.
- \`connector/connection-fields.xml\`: what the dialog asks for.
${driverLines[base](choices)}
- \`connector/dialect.tdd\`: where the SQL of the database differs.
- \`test/scripts.test.${language}\`: what the scripts promise.
- \`scenarios/sign-in.json\`: what users enter into the dialog, and the connection that is expected. The preview saves
  more of them; after an intended change, \`${packageManager.exec('tacosmith test --update')}\` brings them up to date.
- \`${configFileName(choices)}\`: \`sign\` names the certificate. Until you have one, a throwaway certificate of your computer
  signs, which Tableau trusts nowhere else.
${offersOauth(choices) ? oauthSection(choices) : ''}${choices.github ? releaseSection : ''}`
}

const releaseSection = `
## Releases

\`.github/workflows/build.yml\` checks, tests and builds every change. A tag such as \`v1.0.0\`, which must be the
\`plugin-version\` of the manifest, makes a release with the signed file. Before the first one:

- Create the environment \`release\` in the settings of the repository, and allow it for tags only.
- Give it the secrets \`KEYSTORE_BASE64\`, the keystore with your code-signing certificate
  (\`base64 -w0 release.p12\`), and \`KEYSTORE_PASSWORD\`.
`

/** What there is to call, with what it does. */
function commands(choices: ProjectChoices, { install, run, exec }: PackageManager): string {
  const lines: [command: string, effect: string][] = [
    [install, ''],
    [run('validate'), 'every finding in the files of the connector'],
    [run('test'), 'the scripts, run as Tableau runs them'],
    [run('scenarios'), 'what users enter, and the resulting connection'],
    ...(choices.language === 'ts'
      ? [[run('typecheck'), 'the types of the scripts'] satisfies [string, string]]
      : []),
    [run('build'), `dist/${choices.class}-v1.0.0.taco`],
    [exec('tacosmith run desktop'), 'Tableau Desktop with the connector'],
  ]
  const width = Math.max(...lines.map(([command]) => command.length))
  return lines
    .map(([command, effect]) => (effect === '' ? command : `${command.padEnd(width)}  # ${effect}`))
    .join('\n')
}

function oauthSection({ base, language }: ProjectChoices): string {
  const script = base === 'jdbc' ? 'connectionProperties' : 'connectionBuilder'
  const name = base === 'jdbc' ? 'the property `accessToken`' : 'the keyword `ACCESSTOKEN`'
  return `
## Sign-in with OAuth

Until Tableau is known to your identity provider, nobody can sign in. Register a client there, of the kind that is called
public, native or desktop:

- Redirect addresses, letter by letter:
${redirectAddresses.map((address) => `  - \`${address}\`\n`).join('')}- Flow: authorization code with PKCE (S256), and refresh tokens.
- Scopes: \`openid\`, \`email\`, \`offline_access\` and those that the database asks for.

Then fill in \`connector/oauth-config.xml\`, where REPLACE stands:

- \`clientIdDesktop\`: the ID of the client; now it is \`${clientIdPlaceholder}\`.
- \`authUri\` and \`tokenUri\`: the addresses of the provider. Where it has an OpenID configuration, they are
  \`authorization_endpoint\` and \`token_endpoint\` there.
- \`scopes\`: as registered.
- \`accessTokenResponseMaps\`: what the provider calls the token and the user in its answers. The user is taken from \`email\`
  of the ID token.

\`connector/${script}.${language}\` hands the token to the driver as ${name}; write what your driver expects.

Tableau Server and Tableau Cloud do not use the client of the desktop: an administrator registers another one at the
provider and enters its ID and secret there. What the files can hold besides is described at
https://tableau.github.io/connector-plugin-sdk/docs/oauth.
`
}

const driverLines: Record<ProjectChoices['base'], (choices: ProjectChoices) => string> = {
  jdbc: ({ language }) =>
    `- \`connector/connectionBuilder.${language}\` and \`connector/connectionProperties.${language}\`: the address and the properties that\n  your JDBC driver takes.`,
  odbc: ({ language, vendor }) =>
    `- \`connector/connectionBuilder.${language}\`: the keywords that your ODBC driver takes.\n- \`connector/connectionResolver.tdr\`: the name of the driver; now it is ${odbcDriverName(vendor)}.`,
}
