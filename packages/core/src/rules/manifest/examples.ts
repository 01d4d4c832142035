import type { RuleExample } from '../rule-example.ts'

const file = 'manifest.xml'

const root =
  '<connector-plugin class="brook_jdbc" superclass="jdbc" plugin-version="1.0.0" name="Brook" version="18.1">'

export const manifestExamples: readonly RuleExample[] = [
  {
    rule: 'mf-superclass-untested',
    why: 'Connectors upon another class than these are not tested by Tableau: what works in one release may break in the next.',
    file,
    wrong: 'superclass="postgres"',
    right: 'superclass="jdbc"',
    context: { replaces: 'superclass="jdbc"' },
  },
  {
    rule: 'mf-class-charset',
    why: 'The class stands in file names, workbooks and logs on every system. A class that Tableau has itself would hide one of the two connectors.',
    file,
    wrong:
      '<connector-plugin class="brook jdbc" superclass="jdbc" plugin-version="1.0.0" name="Brook" version="18.1">',
    right: root,
    context: { replaces: root, alongside: ['class-consistent'] },
  },
  {
    rule: 'mf-company-name',
    why: 'Tableau shows the name behind “by” in its list of connectors; a blank one looks broken.',
    file,
    wrong: '<company name=" "/>',
    right: '<company name="Brook Works"/>',
    context: { replaces: '<company name="Brook Works"/>' },
  },
  {
    rule: 'mf-version-18-1',
    why: 'The attribute names the version of the format and is easily taken for that of the connector, which is `plugin-version`.',
    file,
    wrong: 'plugin-version="1.0.0" name="Brook" version="1.0.0"',
    right: 'plugin-version="1.0.0" name="Brook" version="18.1"',
    context: { replaces: 'plugin-version="1.0.0" name="Brook" version="18.1"' },
  },
  {
    rule: 'mf-plugin-version',
    why: 'Of several packages of one class Tableau 2022.2 and newer load the one with the highest version, so it has to be set and to grow. Tableau Exchange wants it as major.minor.patch.',
    file,
    wrong: 'plugin-version="0.0.0"',
    right: 'plugin-version="1.0.0"',
    context: { replaces: 'plugin-version="1.0.0"' },
  },
  {
    rule: 'mf-min-version-format',
    why: 'Tableau compares the attribute with its own release. One that never was may keep the connector from loading, or let it load where it does not work.',
    file,
    wrong: 'min-version-tableau="2024.12"',
    right: 'min-version-tableau="2024.1"',
    context: {
      replaces: 'min-version-tableau=""',
      changes: { [file]: [[' version="18.1">', ' version="18.1" min-version-tableau="">']] },
    },
  },
  {
    rule: 'mf-support-link',
    why: 'Reviewers of Tableau Exchange follow the link and send the connector back when it does not lead to support.',
    file,
    wrong: '<support-link url="https://brook.example/"/>',
    right: '<support-link url="https://brook.example/tableau/support"/>',
    context: { replaces: '<support-link url="https://brook.example/support"/>', profile: 'gallery' },
  },
  {
    rule: 'mf-driver-link-missing',
    why: 'Where the driver is missing Tableau shows a link to download it, if the manifest has one.',
    file,
    wrong: '<support-link url="https://brook.example/support"/>',
    right: `<support-link url="https://brook.example/support"/>
<driver-download-link url="https://brook.example/drivers"/>`,
    context: {
      replaces: '<support-link url="https://brook.example/support"/>',
      changes: { [file]: [['<driver-download-link url="https://brook.example/drivers"/>', '']] },
    },
  },
  {
    rule: 'mf-required-files',
    why: 'Upon the bare protocols there is nothing to inherit: without a dialog users cannot enter anything, without a resolver Tableau cannot connect.',
    file,
    wrong: '<connection-resolver file="connection-resolver.tdr"/>',
    right: `<connection-fields file="connection-fields.xml"/>
<connection-resolver file="connection-resolver.tdr"/>`,
    context: {
      replaces: '<connection-resolver file="connection-resolver.tdr"/>',
      changes: { [file]: [['<connection-fields file="connection-fields.xml"/>', '']] },
    },
  },
]
