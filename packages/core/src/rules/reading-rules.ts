import { documentationPage } from '../connector/documentation.ts'
import type { RuleDescription } from './rule.ts'

/** What is found while files are read and checked against their schemas. */
export const readingRules: readonly RuleDescription[] = [
  {
    id: 'manifest-missing',
    severity: 'error',
    summary: 'A connector has a manifest.xml in its top folder.',
    help: 'Add manifest.xml, or name the folder that holds it.',
  },
  {
    id: 'referenced-file-missing',
    severity: 'error',
    summary:
      'Every file that the manifest or the connection resolver names exists, in exactly that spelling.',
    help: 'Add the file or correct the name.',
  },
  {
    id: 'reference-outside-connector',
    severity: 'error',
    summary: 'A reference stays inside the connector folder.',
    help: 'Move the file into the connector folder.',
  },
  {
    id: 'reference-path-invalid',
    severity: 'error',
    summary: 'A reference is a relative path with forward slashes.',
    help: 'Write the path relative to the connector folder, with forward slashes.',
  },
  {
    id: 'reference-case-conflict',
    severity: 'error',
    summary: 'File names differ by more than upper and lower case.',
    help: 'Rename one of the files.',
  },
  {
    id: 'reference-repeated',
    severity: 'warning',
    summary: 'Each file is referred to once.',
    help: 'Refer to each file once.',
  },
  {
    id: 'reference-without-file',
    severity: 'warning',
    summary: 'An element that names a file has the attribute `file`.',
    help: 'Add the attribute or remove the element.',
  },
  {
    id: 'oauth-config-without-file',
    severity: 'error',
    summary: 'Every `oauth-config` names a file or `null_config`.',
    help: 'Add the attribute `file`.',
    url: documentationPage('oauth-dev'),
  },
  {
    id: 'xml-file-too-large',
    severity: 'error',
    summary: 'XML files are not larger than 256 KB.',
    help: 'Make the file smaller.',
  },
  {
    id: 'taco-file-size',
    severity: 'error',
    summary: 'Every file is smaller than 3 MB.',
    help: 'Make the file smaller.',
    url: documentationPage('package-sign'),
  },
  {
    id: 'connector-too-large',
    severity: 'error',
    summary: 'A connector has at most 1,024 files, 4 scripts among them, of 6 MB in all.',
    help: 'Refer to fewer and smaller files.',
  },
  {
    id: 'xml-not-well-formed',
    severity: 'error',
    summary: 'XML files are well-formed XML 1.0 in UTF-8 without a DOCTYPE.',
    help: 'Correct the XML at the place that the message names.',
  },
  {
    id: 'schema-invalid',
    severity: 'error',
    summary: 'Every file holds the elements and attributes that its kind allows, in the right order.',
    help: 'Correct the element or attribute that the message names.',
  },
]
