import { withOauth } from '../oauth/example-connector.ts'
import type { RuleExample } from '../rule-example.ts'

const file = 'connection-fields.xml'

const end = '</connection-fields>'

const username = '<field name="username" label="User" category="authentication" value-type="string"/>'

const authentication = `<field name="authentication" label="Sign in with" category="authentication" value-type="selection"
         default-value="auth-user-pass">
    <selection-group>
      <option label="User name and key" value="auth-user-pass"/>
    </selection-group>
  </field>`

/** Where the snippets are fields at the end of the file; the attribute list has their names. */
function atTheEnd(...names: string[]): Pick<RuleExample, 'file' | 'context'> {
  const entries = ['port', ...names].map((name) => `<attr>${name}</attr>`).join('')
  return {
    file,
    context: {
      replaces: '<!-- here -->',
      changes: {
        [file]: [[end, `<!-- here -->${end}`]],
        'connection-resolver.tdr': [['<attr>port</attr>', entries]],
      },
    },
  }
}

/** The packager's rules on connection fields. */
export const fieldPackagerExamples: readonly RuleExample[] = [
  {
    rule: 'field-secure-only-password',
    why: 'Tableau protects the password and nothing else. On another field the attribute promises what is not kept.',
    wrong:
      '<field name="v-region" label="Region" category="general" value-type="string" secure="true" optional="true"/>',
    right: '<field name="v-region" label="Region" category="general" value-type="string" optional="true"/>',
    ...atTheEnd('v-region'),
  },
  {
    rule: 'field-name-not-allowed',
    why: 'Names without `v-` are Tableau’s own, now or in a later release.',
    wrong: '<field name="region" label="Region" category="general" value-type="string" optional="true"/>',
    right: '<field name="v-region" label="Region" category="general" value-type="string" optional="true"/>',
    ...atTheEnd('region', 'v-region'),
  },
  {
    rule: 'field-name-duplicate',
    why: 'Both fields write the same attribute, so one of the values is lost.',
    wrong: `<field name="v-region" label="Region" category="general" value-type="string" optional="true"/>
<field name="v-region" label="Fallback" category="general" value-type="string" optional="true"/>`,
    right: `<field name="v-region" label="Region" category="general" value-type="string" optional="true"/>
<field name="v-fallback" label="Fallback" category="general" value-type="string" optional="true"/>`,
    ...atTheEnd('v-region', 'v-fallback'),
  },
  {
    rule: 'field-name-prohibited-word',
    why: 'Values of fields are stored and logged in clear text. Tableau’s packager refuses every name that suggests a secret, even by a part of a word.',
    wrong:
      '<field name="v-tokenizer" label="Word splitter" category="general" value-type="string" optional="true"/>',
    right:
      '<field name="v-splitter" label="Word splitter" category="general" value-type="string" optional="true"/>',
    ...atTheEnd('v-tokenizer', 'v-splitter'),
  },
  {
    rule: 'field-label-prohibited-word',
    why: 'Users enter what the label asks for, and it is stored and logged in clear text. Translations count as well.',
    wrong:
      '<field name="v-region" label="Secret region" category="general" value-type="string" optional="true"/>',
    right: '<field name="v-region" label="Region" category="general" value-type="string" optional="true"/>',
    ...atTheEnd('v-region'),
  },
  {
    rule: 'instanceurl-needs-oauth-condition',
    why: 'The address of the instance is where OAuth begins. In any other way to sign in users are asked for something of no use.',
    file,
    wrong: '<field name="instanceurl" label="Instance" category="authentication" value-type="string"/>',
    right: `<field name="instanceurl" label="Instance" category="authentication" value-type="string">
  <conditions><condition field="authentication" value="oauth"/></conditions>
</field>`,
    context: {
      replaces: '<!-- here -->',
      changes: {
        [file]: [...withOauth[file], [end, `<!-- here -->${end}`]],
        'manifest.xml': [['</connector-plugin>', '<oauth-config file="null_config"/></connector-plugin>']],
      },
    },
  },
  {
    rule: 'advanced-required-needs-default',
    why: 'Fields in the category `advanced` are on a tab that most users never open, so they cannot know that a value is missing.',
    wrong: '<field name="v-region" label="Region" category="advanced" value-type="string"/>',
    right:
      '<field name="v-region" label="Region" category="advanced" value-type="string" default-value="eu"/>',
    ...atTheEnd('v-region'),
  },
  {
    rule: 'authentication-field-required',
    why: 'Tableau learns from this field how users sign in, even where there is only one way.',
    file,
    wrong: username,
    right: `${authentication}\n${username}`,
    context: { replaces: username, changes: { [file]: [[authentication, '']] } },
  },
  {
    rule: 'vendor-defined-fields',
    why: 'The values of your own fields are stored in workbooks and logs in clear text. Use the fields that Tableau knows wherever one fits, and never ask for secrets or personal data.',
    wrong: `<field name="v-encryption" label="Encrypt" category="ssl" value-type="boolean" default-value="">
  <boolean-options>
    <false-value value=""/>
    <true-value value="require"/>
  </boolean-options>
</field>`,
    right: `<field name="sslmode" label="Encrypt" category="ssl" value-type="boolean" default-value="">
  <boolean-options>
    <false-value value=""/>
    <true-value value="require"/>
  </boolean-options>
</field>`,
    ...atTheEnd('sslmode', 'v-encryption'),
  },
]
