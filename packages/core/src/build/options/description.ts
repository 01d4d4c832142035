import * as v from 'valibot'
import { eitherOf, isNamed, named, oneOf, option, settings, text, yesOrNo } from './kinds.ts'
import { ruleNames } from './rule-names.ts'
import { signDescription } from './sign-description.ts'

// The one description of the options, with sign-description.ts: types.ts, the JSON Schema and the tables in READMEs are
// generated from it (npm run docs), and every value is checked by it.

/** How a rule may be set. */
export const ruleSettingDescription: v.GenericSchema = named(
  'RuleSetting',
  'A rule switched off, or set to another severity.',
  oneOf('off', 'warn', 'error'),
)
const rules = settings(
  Object.fromEntries(ruleNames.map((name) => [name, v.optional(ruleSettingDescription)])),
)

const validate = named(
  'ValidateOptions',
  'How the connector is checked.',
  settings({
    backwardsCompatible: v.optional(
      option(yesOrNo, {
        about: 'A missing `authentication` field is a warning instead of an error.',
        flag: '--backwards-compatible',
      }),
      false,
    ),
    schemas: v.optional(
      option(text, {
        about: 'A folder with the XSD files of an SDK checkout, used instead of the built-in ones.',
        flag: '--schemas',
      }),
    ),
    engine: v.optional(
      option(
        named(
          'EngineChoice',
          'How the XML engine is chosen: `auto` uses libxmljs2 if it can be loaded, otherwise libxml2-wasm.',
          oneOf('auto', 'libxmljs2', 'libxml2-wasm'),
        ),
        {
          about: 'The XML engine. `auto` uses libxmljs2 if it can be loaded, otherwise libxml2-wasm.',
          flag: '--engine',
        },
      ),
      'auto',
    ),
    profile: v.optional(
      option(
        named(
          'ValidationProfile',
          'What a connector is meant for: any use, or publication on Tableau Exchange.',
          oneOf('default', 'gallery'),
        ),
        {
          about:
            'What the connector is meant for: `gallery` applies the requirements of Tableau Exchange; a build must then be signed accordingly.',
          flag: '--profile',
          input: 'profile',
        },
      ),
      'default',
    ),
    rules: v.optional(
      option(named('RuleSettings', 'Settings of rules, by their names.', rules), {
        about:
          "Rules to switch off or to report with another severity, such as `{ 'https-only': 'warn' }`. `tacosmith rules` lists them.",
        flag: '--rule',
      }),
      {},
    ),
    warningsAsErrors: v.optional(
      option(yesOrNo, {
        about: 'Warnings make the build fail.',
        flag: '--warnings-as-errors',
        input: 'fail-on-warnings',
      }),
      false,
    ),
    force: v.optional(
      option(yesOrNo, {
        about: 'Package the connector despite errors, with a prominent warning.',
        flag: '--force',
      }),
      false,
    ),
  }),
)

const scripts = named(
  'ScriptOptions',
  'How scripts are built and checked.',
  settings({
    target: v.optional(
      option(
        named(
          'ScriptTarget',
          'The language level of the packaged scripts.',
          oneOf('es5', 'es2015', 'es2016'),
        ),
        {
          about:
            'The language level of the packaged scripts. The script engines of all Tableau releases run `es2016`; `es5` needs `@swc/core`.',
        },
      ),
      'es2016',
    ),
    check: v.optional(
      option(yesOrNo, {
        about:
          "Check the scripts for syntax and library features that Tableau's engine lacks, and for how they use attributes and Tableau's globals.",
      }),
      true,
    ),
    trial: v.optional(
      option(yesOrNo, {
        about:
          'Run each checked script a few times with made-up attributes, to see whether it throws or returns something that Tableau would refuse. The scripts of a `.taco` are never run.',
      }),
      true,
    ),
  }),
)

const anySigning = eitherOf(
  [v.literal(false), v.literal('development'), v.literal('required'), signDescription],
  "but should be false, 'development', 'required' or an object",
  (value) => (isNamed(value) ? signDescription : undefined),
)

/** All options: {@link TacoOptions}. */
export const tacoDescription: v.GenericSchema = named(
  'TacoOptions',
  'The options of every adapter, of `tacosmith.config` and of the GitHub Action.',
  settings({
    connector: v.optional(
      option(text, {
        about: 'The connector folder.',
        defaultText: '`connector` if it holds a manifest.xml, else `.`',
        input: 'connector',
      }),
    ),
    outDir: v.optional(
      option(text, {
        about: 'Where the `.taco` goes; bundlers use their own output folder.',
        flag: '--out-dir',
        input: 'out-dir',
      }),
      'dist',
    ),
    fileName: v.optional(
      option(text, { about: 'The name of the `.taco`.', flag: '--file-name', input: 'file-name' }),
      '[class]-v[version].taco',
    ),
    validate: v.optional(option(validate, { about: 'How the connector is checked.' }), {}),
    scripts: v.optional(option(scripts, { about: 'How scripts are built and checked.' }), {}),
    sign: v.optional(
      option(anySigning, {
        about:
          'Whether to sign, and with which key; `development` signs with a local throwaway certificate that Tableau does not trust; `required` signs with the key that the environment or the command line names, and fails if there is none.',
        defaultText: '`false`',
        flag: '--sign',
        input: 'sign',
        help: "Give false, 'development', 'required' or an object such as { keystore: 'my.p12', storePassword: { env: 'NAME' } }.",
      }),
    ),
  }),
)
