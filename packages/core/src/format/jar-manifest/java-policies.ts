/** What tacosmith refuses although Java accepts it. `docs/verification.md` holds the same list. */
export interface JavaPolicy {
  /** What is refused, for the documentation. */
  refused: string
  /** Why, to follow "tacosmith refuses it because". */
  because: string
}

/** The name of a policy. */
export type JavaPolicyName =
  | 'archive-form'
  | 'manifest-form'
  | 'large-manifest'
  | 'deleted-entry'
  | 'unproved-main-section'
  | 'sha1-by-another-name'
  | 'digest-of-newer-jdks'
  | 'mixed-section-digests'
  | 'stray-signature-file'
  | 'broken-signature-beside-a-good-one'
  | 'partial-signer'
  | 'block-form'
  | 'nested-ber'
  | 'several-signers-in-a-block'
  | 'embedded-content'
  | 'unsigned-data'
  | 'rare-attributes'
  | 'rare-algorithm'
  | 'old-sha1'
  | 'pkcs1-by-a-pss-key'
  | 'weak-pss-key'
  | 'certificate-form'
  | 'unreadable-usage'
  | 'ambiguous-root'
  | 'long-chain'
  | 'mixed-addresses'
  | 'timestamp-usage'
  | 'timestamp-form'
  | 'timestamp-names-another-certificate'

export const JAVA_POLICIES: Readonly<Record<JavaPolicyName, JavaPolicy>> = {
  'archive-form': {
    refused:
      'An archive that two programs could read differently: duplicate names, names that differ by case or Unicode form only, are unsafe to unpack or have more than 4096 characters, bytes that belong to no entry, local headers that disagree with the directory, headers of more than 65,535 bytes, wrong checksums, a comment, zip64',
    because: 'other programs may find other files in it than Java does',
  },
  'manifest-form': {
    refused:
      'A manifest or signature file that two programs could read differently: a repeated section or attribute, text that is not UTF-8, a last line without an end, a line of which Java makes two, a digest with the name of a digest attribute',
    because: 'other programs may read another manifest than Java does',
  },
  'large-manifest': {
    refused:
      'Manifests of more than 8 MB, manifests and signature files of very many lines, manifests that list far more files than there are, signature files of more than 8 MB and signature blocks of more than 2 MB in all, and more than 16 signatures',
    because: 'it takes long to read, and no connector needs it',
  },
  'deleted-entry': {
    refused: 'A file whose manifest lists an entry that is gone',
    because: 'a file that was signed is missing',
  },
  'unproved-main-section': {
    refused:
      'A signature file that proves nothing about the main section of the manifest: the digest of the whole manifest does not match or is missing, and there is none of the main section',
    because: 'the main section of the manifest may have been changed since',
  },
  'sha1-by-another-name': {
    refused:
      'SHA-1 digests under names that Java does not recognise as SHA-1 when it looks for weak ones (`SHA-Digest`)',
    because: 'SHA-1 can be forged',
  },
  'digest-of-newer-jdks': {
    refused: 'Digests that only newer JDKs know (SHAKE128 and SHAKE256), in a manifest or a signature file',
    because: 'older JDKs pass over them, and newer ones check them',
  },
  'mixed-section-digests': {
    refused:
      'Digests of sections of the manifest that count the blank line after them in some sections and not in others, or that are wrong in some and too weak in others',
    because: "Java's verdict depends on the order in which it happens to read them",
  },
  'stray-signature-file': {
    refused:
      'Files in META-INF that look like parts of a signature and belong to none: `.SF`, `.RSA`, `.EC`, `.DSA`, `SIG-*`; such files in folders below it; a signature file and a block whose names differ in letters beyond A to Z',
    because: 'nobody can say what they were meant to prove',
  },
  'broken-signature-beside-a-good-one': {
    refused: 'A signature that is damaged, beside a good one',
    because: 'somebody changed the file after it was signed',
  },
  'partial-signer': {
    refused: 'A file of which one of several signatures covers only a part',
    because: 'each signature has to stand for the whole file',
  },
  'block-form': {
    refused:
      'A signature block with elements or bytes that Java passes over, with revocation lists, with certificates under a primitive tag, with a content type other than data, or in the form of JDK 1.1',
    because: 'no signature covers what Java passes over',
  },
  'nested-ber': {
    refused:
      'A signature block in which an element with a length contains one without, or that is nested more than a hundred levels deep; a block or a timestamp that leaves out lengths from the outside in is fine',
    because: 'not every release of Java reads it',
  },
  'several-signers-in-a-block': {
    refused: 'A signature block with several signers; several signature files with a block each are fine',
    because: 'it verifies one signer for each block',
  },
  'embedded-content': {
    refused: 'A signature block that contains another signature file than the one beside it',
    because: 'Java verifies the one inside, and other programs the one beside it',
  },
  'unsigned-data': {
    refused: 'A signature block with unsigned attributes other than one timestamp',
    because: 'nothing protects them',
  },
  'rare-attributes': {
    refused:
      'Signed attributes that not every release of Java reads (extended certificate attributes, an issuer and serial number), or that hold certificate extensions, countersignatures, a certificate whose issuer is named otherwise than by a distinguished name, or parts that cannot be read',
    because: 'it does not read these attributes',
  },
  'rare-algorithm': {
    refused:
      'Signatures other than RSA (PKCS #1 v1.5 or PSS), ECDSA and Ed25519, such as DSA or Ed448, and rare forms of these: SHAKE digests, digests with parameters, PSS with two digests, ECDSA with SHA-512/256, Ed25519 signatures that are too long',
    because: 'it verifies only RSA, ECDSA and Ed25519 signatures in their common forms',
  },
  'old-sha1': {
    refused: 'SHA-1 signatures and digests under a timestamp from before 2019',
    because: 'SHA-1 can be forged',
  },
  'pkcs1-by-a-pss-key': {
    refused: 'PKCS #1 v1.5 signatures by a key that its certificate reserves for RSA-PSS',
    because: 'such a key must sign with RSA-PSS only (RFC 4055)',
  },
  'weak-pss-key': {
    refused: 'Keys for RSA-PSS of less than 1024 bits, which Java refuses only as ordinary RSA keys',
    because: 'such keys can be broken',
  },
  'certificate-form': {
    refused:
      'Certificates that are not DER, keys that do not sign (Diffie-Hellman) or that only the newest JDKs know (ML-DSA), keys that are not a whole number of bytes, names that are equal only to some JDKs, names of rare kinds that only some JDKs read, names with parts of more than 1024 bytes or more than 30 combining marks in a row, URIs and IP addresses whose reading depends on the machine, very many policies, names or name constraints, and signature algorithms that name their digest in their parameters or not at all; where a signature has to be verified, RSA keys with an even modulus, DSA keys without parameters or with unusual ones, Ed448 keys and signatures of low order, Ed25519 and Ed448 signatures that are too long, DSA signatures with a zero, and RSA-PSS with SHA-3 and another digest',
    because:
      'no authority issues such certificates, and JDKs and other programs differ in what they make of them',
  },
  'unreadable-usage': {
    refused: "An extendedKeyUsage of the signer's certificate that cannot be read",
    because: 'older JDKs take it for no restriction, and newer ones refuse the certificate',
  },
  'ambiguous-root': {
    refused:
      'A chain below two roots of one name and key in the truststore, one of which is not allowed to issue certificates; an expired timestamp authority below two roots of one name that both fit its chain; a chain beside which there is another one that Java fails on',
    because: 'a JDK takes either, and not always the same',
  },
  'long-chain': {
    refused:
      'A chain of more than 50 certificates in the file, and certificates that make more chains than can be tried',
    because: 'no authority has such a chain, and checking it takes long',
  },
  'mixed-addresses': {
    refused: 'IPv4 and IPv6 addresses that name constraints compare with each other',
    because: 'some releases of JDK 17 cannot compare them, and reject the file',
  },
  'timestamp-usage': {
    refused:
      'A timestamp whose authority may only sign what cannot be denied later (keyUsage nonRepudiation without digitalSignature)',
    because: 'older JDKs do not take it for the certificate of a timestamp authority',
  },
  'timestamp-form': {
    refused:
      'Timestamps in the form of JDK 1.1, with a content type other than TSTInfo, without signed attributes, with certificates under a primitive tag, with a TSTInfo that is not DER, over a digest that Java has only since 25 (SHAKE), with revocation lists that not every JDK reads, with bytes behind the imprint, with a timestamp of their own, or with several signatures of which one is not good',
    because: 'no timestamp authority issues them, and JDKs differ in what they make of them',
  },
  'timestamp-names-another-certificate': {
    refused: 'A timestamp that names another certificate than the one that signed it (ESSCertID)',
    because: 'the certificate of the timestamp authority may have been exchanged',
  },
}

/** How every help text about a policy starts. */
export const POLICY_HELP_START = 'Java may accept this file; tacosmith refuses it because'

/** Says in the help that Java is less strict, and why tacosmith is stricter. */
export function policyHelp(policy: JavaPolicyName, advice: string): string {
  return `${POLICY_HELP_START} ${JAVA_POLICIES[policy].because}. ${advice}`
}

/** True for the help of an error that is a policy. */
export function isPolicyHelp(help: string | undefined): boolean {
  return help?.startsWith(POLICY_HELP_START) === true
}
