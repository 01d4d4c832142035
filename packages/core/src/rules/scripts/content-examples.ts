import type { ExampleContext, RuleExample } from '../rule-example.ts'

const builder = 'connectionBuilder.js'
const properties = 'connectionProperties.js'

const serverLine = 'var server = attr[connectionHelper.attributeServer]'
const addressLine = "return ['jdbc:brook://' + server + ':' + port + '/']"

const inProperties: ExampleContext = {
  changes: {
    [properties]: `(function properties(attr) {
  BODY
})
`,
  },
  replaces: 'BODY',
}

const portField = '<field name="port" label="Port"'
const regionField = `<field name="v-region" label="Region" category="general" value-type="string" optional="true"/>
  ${portField}`

/** What is found in what scripts do. */
export const scriptContentExamples: readonly RuleExample[] = [
  {
    rule: 'js-set-impersonate-call',
    why: 'Every Tableau since 2020.1 sets these attributes itself and answers the call with an error, so nobody can connect.',
    file: properties,
    wrong: `connectionHelper.SetImpersonateAttributes(attr, [])
  return { user: attr.username }`,
    right: 'return { user: attr.username }',
    context: inProperties,
  },
  {
    rule: 'js-logging-deprecated',
    why: 'Since 2022.1 Tableau writes no more than that the function was called, because messages had carried secrets into logs.',
    file: builder,
    wrong: `${serverLine}
  logging.Log('connecting to ' + server)`,
    right: serverLine,
    context: { replaces: serverLine },
  },
  {
    rule: 'js-properties-array',
    why: 'Tableau cuts each text of the array at its `=`. A password that holds one arrives mutilated, and sign-in fails for some users only.',
    file: properties,
    wrong: "return ['user=' + attr.username, 'password=' + attr.password]",
    right: 'return { user: attr.username, password: attr.password }',
    context: inProperties,
  },
  {
    rule: 'js-builder-returns-array',
    why: 'Tableau joins the elements of the array; it finds none in a text or an object, and the driver gets an empty address.',
    file: builder,
    wrong: "return 'jdbc:brook://' + server + ':' + port + '/'",
    right: addressLine,
    context: { replaces: addressLine },
  },
  {
    rule: 'js-jdbc-url-credentials',
    why: 'Tableau writes the address of a JDBC connection to its logs, and whoever reads them reads the password. Properties are not logged.',
    file: builder,
    wrong: "return ['jdbc:brook://' + server + ':' + port + '/?password=' + attr.password]",
    right: addressLine,
    context: { replaces: addressLine },
  },
  {
    rule: 'js-product-version-logic',
    why: 'The names of products change, and new ones come: a script that decides by them fails in the next one. The functions exist since 2022.1.',
    file: builder,
    wrong: `${serverLine}
  if (connectionHelper.GetProductName() === 'Tableau Prep') server = server.trim()`,
    right: `${serverLine}.trim()`,
    context: {
      replaces: serverLine,
      changes: {
        'manifest.xml': [['superclass="jdbc"', 'superclass="jdbc" min-version-tableau="2022.1"']],
      },
    },
  },
  {
    rule: 'js-throw-custom',
    why: 'Of an error that a script throws users see only that something went wrong. The message of ThrowTableauException stands in the dialog.',
    file: builder,
    wrong: `${serverLine}
  if (server === '') throw new Error('Enter a host.')`,
    right: `${serverLine}
  if (server === '') return connectionHelper.ThrowTableauException('Enter a host.')`,
    context: { replaces: serverLine },
  },
  {
    rule: 'js-unknown-helper',
    why: 'A member that does not exist is `undefined`, and so is the attribute of that name: the script runs on with an empty value.',
    file: builder,
    wrong: 'var server = attr[connectionHelper.attributeSever]',
    right: serverLine,
    context: { replaces: serverLine },
  },
  {
    rule: 'js-attr-not-required',
    why: 'Tableau hands a script the attributes that the attribute list names. All others are `undefined`, whatever users have entered.',
    file: builder,
    wrong: 'var server = attr.service',
    right: 'var server = attr.server',
    context: { replaces: serverLine },
  },
  {
    rule: 'js-field-unused',
    why: 'Users fill in the field, and nothing comes of it.',
    file: builder,
    wrong: addressLine,
    right: "return ['jdbc:brook://' + server + ':' + port + '/?region=' + attr['v-region']]",
    context: {
      replaces: addressLine,
      changes: {
        'connection-fields.xml': [[portField, regionField]],
        'connection-resolver.tdr': [
          ['<attr>port</attr>', '<attr>port</attr>\n          <attr>v-region</attr>'],
        ],
      },
      foundIn: 'connection-fields.xml',
    },
  },
  {
    rule: 'auth-impersonate-capability',
    why: 'Only with the capability does Tableau offer to impersonate users when a workbook is published; only with the script does the database hear of it.',
    file: properties,
    wrong: `var impersonates = attr[connectionHelper.attributeTableauServerAuthMode] ===
    connectionHelper.valueAuthModeDBImpersonate
  return { user: impersonates ? attr[connectionHelper.attributeTableauServerUser] : attr.username }`,
    right: 'return { user: attr.username }',
    context: inProperties,
  },
  {
    rule: 'script-trial-error',
    why: 'tacosmith runs each script a few times with attributes such as the dialog would give. What ends with an error there will hardly connect in Tableau.',
    file: builder,
    wrong: 'var server = attr.server.name.trim()',
    right: 'var server = attr.server.trim()',
    context: { replaces: serverLine },
  },
  {
    rule: 'script-trial-result',
    why: 'tacosmith runs each script a few times and looks at what it returns: another kind of value reaches the driver as nothing, or as a text that nobody meant.',
    file: properties,
    wrong: "return { user: attr.username, options: { ssl: 'true' } }",
    right: "return { user: attr.username, ssl: 'true' }",
    context: inProperties,
  },
]
