// Generated from the description of the options. Run `npm run docs` after a change.
import type { RuleId } from '../../rules/rule-id.ts'
import type { DigestAlgorithm, Signer } from '../../sign/signer.ts'

/** How the XML engine is chosen: `auto` uses libxmljs2 if it can be loaded, otherwise libxml2-wasm. */
export type EngineChoice = 'auto' | 'libxmljs2' | 'libxml2-wasm'

/** What a connector is meant for: any use, or publication on Tableau Exchange. */
export type ValidationProfile = 'default' | 'gallery'

/** A rule switched off, or set to another severity. */
export type RuleSetting = 'off' | 'warn' | 'error'

/** Settings of rules, by their names. */
export type RuleSettings = Partial<Record<RuleId, RuleSetting>>

/** How the connector is checked. */
export interface ValidateOptions {
  /** A missing `authentication` field is a warning instead of an error. Default: `false`. */
  backwardsCompatible?: boolean
  /** A folder with the XSD files of an SDK checkout, used instead of the built-in ones. */
  schemas?: string
  /** The XML engine. `auto` uses libxmljs2 if it can be loaded, otherwise libxml2-wasm. Default: `'auto'`. */
  engine?: EngineChoice
  /**
   * What the connector is meant for: `gallery` applies the requirements of Tableau Exchange; a build must then be
   * signed accordingly. Default: `'default'`.
   */
  profile?: ValidationProfile
  /**
   * Rules to switch off or to report with another severity, such as `{ 'https-only': 'warn' }`. `tacosmith rules` lists
   * them.
   */
  rules?: RuleSettings
  /** Warnings make the build fail. Default: `false`. */
  warningsAsErrors?: boolean
  /** Package the connector despite errors, with a prominent warning. Default: `false`. */
  force?: boolean
}

/** The language level of the packaged scripts. */
export type ScriptTarget = 'es5' | 'es2015' | 'es2016'

/** How scripts are built and checked. */
export interface ScriptOptions {
  /**
   * The language level of the packaged scripts. The script engines of all Tableau releases run `es2016`; `es5` needs
   * `@swc/core`. Default: `'es2016'`.
   */
  target?: ScriptTarget
  /**
   * Check the scripts for syntax and library features that Tableau's engine lacks, and for how they use attributes and
   * Tableau's globals. Default: `true`.
   */
  check?: boolean
  /**
   * Run each checked script a few times with made-up attributes, to see whether it throws or returns something that
   * Tableau would refuse. The scripts of a `.taco` are never run. Default: `true`.
   */
  trial?: boolean
}

/** A password: the text itself, an environment variable's name, or a file whose first line holds it. */
export type Secret = string | { env: string } | { file: string }

/** Where timestamps come from and how long to try. */
export interface TimestampOptions {
  /** Addresses of RFC 3161 authorities in order of preference. */
  urls: string[]
  /** Milliseconds for each attempt. Default: `10000`. */
  timeout?: number
  /** Further attempts at each address after the first. Default: `2`. */
  retries?: number
  /** Sign without a timestamp, with a loud warning, when no authority answers. Default: `false`. */
  optional?: boolean
}

/** The key that signs a `.taco`. Give `keystore`, or `key` and `certificates`, or `signer`. */
export interface SignOptions {
  /** A PKCS#12 (`.p12`, `.pfx`), JKS or PEM file. */
  keystore?: string
  /** A PEM file with the private key. */
  key?: string
  /** A PEM, DER or `.p7b` file with the signer's certificate and its issuers; can also add what a keystore lacks. */
  certificates?: string
  /** The keystore entry; needed only if the keystore holds several keys. */
  alias?: string
  /** The password of the keystore. */
  storePassword?: Secret
  /** The password of the key. Default: the store password. */
  keyPassword?: Secret
  /** A key that lives elsewhere: an HSM, a cloud service. */
  signer?: Signer
  /** The digest algorithm. Default: the one that fits the strength of the key, as in jarsigner. */
  digest?: DigestAlgorithm
  /** The timestamp authority, or several in order of preference. `false` signs without a timestamp, with a warning. */
  timestamp?: false | string | string[] | TimestampOptions
  /** The name of the signature files in META-INF. Default: derived from the alias, or `TACO`. */
  signatureName?: string
  /** Embed the root certificate too; some Tableau releases reject files that embed it. Default: `false`. */
  includeRoot?: boolean
  /**
   * Also sign with RSA-PSS and Ed25519 keys. JDK 16 and newer verify such files; the JREs of Java 8 to 15 treat them as
   * unsigned, and Tableau releases with one of these do not load them. Java 8 and newer verify signatures of RSA
   * (PKCS#1 v1.5) and EC keys. Default: `false`.
   */
  allowRsaPssAndEd25519?: boolean
}

/** The options of every adapter, of `tacosmith.config` and of the GitHub Action. */
export interface TacoOptions {
  /** The connector folder. Default: `connector` if it holds a manifest.xml, else `.`. */
  connector?: string
  /** Where the `.taco` goes; bundlers use their own output folder. Default: `'dist'`. */
  outDir?: string
  /** The name of the `.taco`. Default: `'[class]-v[version].taco'`. */
  fileName?: string
  /** How the connector is checked. */
  validate?: ValidateOptions
  /** How scripts are built and checked. */
  scripts?: ScriptOptions
  /**
   * Whether to sign, and with which key; `development` signs with a local throwaway certificate that Tableau does not
   * trust; `required` signs with the key that the environment or the command line names, and fails if there is none.
   * Default: `false`.
   */
  sign?: false | 'development' | 'required' | SignOptions
}

/** What `tacosmith.config` exports. */
export interface TacosmithConfig extends TacoOptions {
  /**
   * Another configuration to start from, or several of which the later ones take precedence: a path that begins with
   * `./` or `../`, or the name of a package. The options here take precedence over them. Only in `tacosmith.config`.
   */
  extends?: string | string[]
}
