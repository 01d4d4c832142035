// Who may import whom. Checked by `npm run imports`, in CI too; docs/architecture.md draws the same picture.

/** The rooms of core from top to bottom: a room imports those below it, and nothing above. */
export const rooms = [
  'testing',
  'build',
  'tableau',
  'compare',
  'rules',
  'scripts',
  'engine',
  'schema',
  'package',
  'verify',
  'sign',
  'keys',
  'output',
  'connector',
  'format',
  'report',
]

/** The floors of the rooms that have several, from top to bottom. */
export const floors = {
  scripts: ['check', 'bundle', 'trial', 'rules', 'plan', 'analyse'],
  schema: ['stage', 'engines', 'xsd'],
  format: ['pkcs12', 'jks', 'tsp', 'cms', 'x509', 'der', 'zip', 'jar-manifest'],
}

/** The modules of core that touch the disk. */
const disk = [
  'build/(certificate-output|changed-since|earlier-output|signature-cache)',
  'connector/(folder-source|taco-file)',
  'keys/(development-folder|keystore-(development|file|request|secret)|new-file|truststore-java)',
  'output/.*',
  'schema/xsd/schema-folder',
  'scripts/bundle/(missing-import|project-boundary)',
  'tableau/.*',
  'testing/(build-module|script-files)',
]

/** The modules of core that touch the network. */
const network = [
  'keys/(http-request|proxy|timestamp-client)',
  // Only asks for the roots that Node brings.
  'keys/truststore-open',
]

/** The action is one bundle of core and the cli; these modules it takes as they are. */
const bundledIntoTheAction = [
  '^packages/cli/src/(project|terminal)/',
  '^packages/core/src/schema/engines/libxml2-wasm\\.ts$',
]

/** Tests and what only they use may look into every room. */
const tests = '\\.test\\.ts$|/(rules|scripts|verify)/testing/'
const core = '^packages/core/src'

const inCore = (paths) => `${core}/(${paths.join('|')})\\.ts$`
const downward = (names, folder) =>
  names.slice(1).map((name, index) => ({
    name: `${name}-imports-upward`,
    comment: `Of core's ${folder}/, ${name} lies below ${names.slice(0, index + 1).join(', ')}.`,
    severity: 'error',
    from: { path: `${core}${folder}/${name}/`, pathNot: tests },
    to: { path: `${core}${folder}/(${names.slice(0, index + 1).join('|')})/` },
  }))

export default {
  forbidden: [
    ...downward(rooms, ''),
    ...Object.entries(floors).flatMap(([room, names]) => downward(names, `/${room}`)),
    {
      name: 'no-circles',
      comment: 'Modules that need each other are one module, or lack a third one below them.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'doors-are-for-others',
      comment: 'The doors of core are for those outside.',
      severity: 'error',
      from: { path: `${core}/[^/]+/`, pathNot: tests },
      to: { path: `${core}/(index|adapter|signer|script|testing)\\.ts$` },
    },
    {
      name: 'only-named-modules-touch-the-disk',
      comment: 'What reads or writes files is listed in this file.',
      severity: 'error',
      from: { path: `${core}/`, pathNot: [inCore(disk), tests] },
      to: { path: '^(node:)?(fs|fs/promises|child_process)$' },
    },
    {
      name: 'only-named-modules-touch-the-network',
      comment: 'What asks a server is listed in this file.',
      severity: 'error',
      from: { path: '^packages/core/src/', pathNot: [inCore(network), tests] },
      to: { path: '^(node:)?(http|https|http2|net|tls|dns|dgram)$' },
    },
    {
      name: 'formats-know-nothing-of-the-disk-nor-of-Tableau',
      comment: 'A format is bytes and what they mean.',
      severity: 'error',
      from: { path: `${core}/format/`, pathNot: tests },
      to: { path: `${core}/`, pathNot: `${core}/(format/|errors\\.ts$)` },
    },
    {
      name: 'core-knows-no-other-package',
      comment: 'Core is what all other packages stand on.',
      severity: 'error',
      from: { path: `${core}/`, pathNot: tests },
      to: { path: '^packages/(?!core/)' },
    },
    {
      name: 'packages-use-doors',
      comment: 'What another package offers stands in its exports.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/src/', pathNot: tests },
      to: {
        path: '^packages/[^/]+/(src|build)/',
        pathNot: ['^packages/$1/', ...bundledIntoTheAction],
      },
    },
    {
      name: 'the-page-needs-no-Node',
      comment: 'What the preview loads into a browser, and what both it and Node work with.',
      severity: 'error',
      from: {
        path: '^packages/preview/src/(page/|dialog/|run/(?!run-scripts)|scenarios/(run-scenario|scenario-mistakes|check-scenarios)\\.ts)',
        pathNot: tests,
      },
      to: { path: '^(node:|packages/(?!preview/))' },
    },
    {
      name: 'the-dialog-knows-nothing-above',
      comment: 'What follows from what users enter is worked out without scripts, files or a browser.',
      severity: 'error',
      from: { path: '^packages/preview/src/dialog/', pathNot: tests },
      to: { path: '^packages/preview/src/(?!dialog/)' },
    },
    {
      name: 'only-named-modules-of-the-preview-start-programs',
      comment: 'One asks git for the last commit; the editor is opened by a library.',
      severity: 'error',
      from: { path: '^packages/preview/src/', pathNot: ['/content/git-files\\.ts$', '/testing/', tests] },
      to: { path: '^(node:)?child_process$' },
    },
    {
      name: 'tests-stay-tests',
      comment: 'What users get needs nothing that only tests have.',
      severity: 'error',
      from: {
        path: '^packages/[^/]+/src/',
        pathNot: ['\\.test\\.ts$', '/testing/', '^packages/(test-kit|conformance)/'],
      },
      to: {
        path: [
          '\\.test\\.ts$',
          '/src/testing/',
          '/src/[^/]+/testing/',
          '/src/[^/]+/[^/]+/testing/',
          '^packages/test-kit/',
        ],
        pathNot: `${core}/testing/`,
      },
    },
    {
      name: 'nothing-unresolved',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/dist/', '/build/'] },
    // Types alone are gone when a program runs: they may point upward.
    tsPreCompilationDeps: false,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
}
