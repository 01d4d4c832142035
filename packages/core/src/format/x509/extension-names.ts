/** Extensions of certificates that are met in practice (RFC 5280, 6960, 6962 and makers of their own). */
const NAMES: Readonly<Record<string, string>> = {
  '1.2.840.113583.1.1.9.1': "Adobe's timeStamp",
  '1.2.840.113583.1.1.10': "Adobe's ppkLiteCredential",
  '1.3.6.1.4.1.11129.2.4.2': 'signed certificate timestamps',
  '1.3.6.1.4.1.11129.2.4.3': 'certificate transparency poison',
  '1.3.6.1.4.1.311.20.2': "Microsoft's certificate template",
  '1.3.6.1.4.1.311.21.7': "Microsoft's certificate template",
  '1.3.6.1.4.1.311.21.10': "Microsoft's application policies",
  '1.3.6.1.5.5.7.1.1': 'authorityInfoAccess',
  '1.3.6.1.5.5.7.1.3': 'qcStatements',
  '1.3.6.1.5.5.7.1.7': 'ipAddrBlocks',
  '1.3.6.1.5.5.7.1.8': 'autonomousSysIds',
  '1.3.6.1.5.5.7.1.11': 'subjectInfoAccess',
  '1.3.6.1.5.5.7.1.24': 'tlsfeature',
  '1.3.6.1.5.5.7.48.1.5': 'ocsp-nocheck',
  '2.5.29.9': 'subjectDirectoryAttributes',
  '2.5.29.14': 'subjectKeyIdentifier',
  '2.5.29.16': 'privateKeyUsagePeriod',
  '2.5.29.18': 'issuerAltName',
  '2.5.29.31': 'cRLDistributionPoints',
  '2.5.29.35': 'authorityKeyIdentifier',
  '2.5.29.46': 'freshestCRL',
  '2.16.840.1.113730.1.1': 'netscapeCertType',
}

/** An extension for a message: its object identifier, with its name where that is known. */
export function extensionName(oid: string): string {
  const name = NAMES[oid]
  return name === undefined ? oid : `${name}, ${oid}`
}
