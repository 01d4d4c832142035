import { configFileName } from './bundler-files.ts'
import { odbcDriverName } from './connector-files.ts'
import type { ProjectChoices } from './project-choices.ts'

/** `README.md` of a new project. */
export function readmeFile(choices: ProjectChoices): string {
  const { name, language, base } = choices
  const typecheck = language === 'ts' ? 'npm run typecheck          # the types of the scripts\n' : ''
  return `# ${name.replaceAll(/([\\`*_[\]<>#])/g, '\\$1')}

A connector for Tableau, made with tacosmith.

\`\`\`sh
npm install
npm run validate           # every finding in the files of the connector
npm test                   # the scripts, run as Tableau runs them
${typecheck}npm run build              # dist/${choices.class}-v1.0.0.taco
npx tacosmith run desktop  # Tableau Desktop with the connector
\`\`\`

## What is to be changed

- \`connector/manifest.xml\`: the links to your support and to the driver, and what the database can do.
- \`connector/connection-fields.xml\`: what the dialog asks for.
${driverLines[base](choices)}
- \`connector/dialect.tdd\`: where the SQL of the database differs.
- \`test/scripts.test.${language}\`: what the scripts promise.
- \`${configFileName(choices)}\`: \`sign\` names the certificate. Until you have one, a throw-away certificate of your computer
  signs, which Tableau trusts nowhere else.
`
}

const driverLines: Record<ProjectChoices['base'], (choices: ProjectChoices) => string> = {
  jdbc: ({ language }) =>
    `- \`connector/connectionBuilder.${language}\` and \`connector/connectionProperties.${language}\`: the address and the properties that\n  your JDBC driver takes.`,
  odbc: ({ language, vendor }) =>
    `- \`connector/connectionBuilder.${language}\`: the keywords that your ODBC driver takes.\n- \`connector/connectionResolver.tdr\`: the name of the driver; now it is ${odbcDriverName(vendor)}.`,
}
