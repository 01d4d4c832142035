import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.security.CodeSigner;
import java.security.cert.X509Certificate;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;

/**
 * Reads every entry of the jars given, once through JarFile and once through JarInputStream, both verifying, and gives
 * one line per entry: reader, file, entry, number of signers, timestamped or not, first signer.
 */
final class ReadSignedJar {
  private final StringBuilder lines = new StringBuilder();

  static String read(String[] paths) {
    ReadSignedJar reader = new ReadSignedJar();
    for (String path : paths) {
      try {
        reader.readFile(path);
      } catch (Exception error) {
        reader.print("JarFile", path, "ERROR", error.toString());
      }
      try {
        reader.readStream(path);
      } catch (Exception error) {
        reader.print("JarInputStream", path, "ERROR", error.toString());
      }
    }
    return reader.lines.toString();
  }

  private void readFile(String path) throws Exception {
    try (JarFile jar = new JarFile(new File(path), true)) {
      for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        try (InputStream content = jar.getInputStream(entry)) {
          content.readAllBytes();
        }
        describe("JarFile", path, entry);
      }
    }
  }

  private void readStream(String path) throws Exception {
    try (JarInputStream jar = new JarInputStream(new FileInputStream(path), true)) {
      for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
        jar.readAllBytes();
        jar.closeEntry();
        describe("JarInputStream", path, entry);
      }
    }
  }

  private void describe(String reader, String path, JarEntry entry) {
    CodeSigner[] signers = entry.getCodeSigners();
    int count = signers == null ? 0 : signers.length;
    String stamped = count > 0 && signers[0].getTimestamp() != null ? "timestamped" : "plain";
    String subject = "";
    if (count > 0) {
      X509Certificate first = (X509Certificate) signers[0].getSignerCertPath().getCertificates().get(0);
      subject = first.getSubjectX500Principal().getName();
    }
    print(reader, path, entry.getName(), count + "\t" + stamped + "\t" + subject);
  }

  private void print(String... fields) {
    lines.append(String.join("\t", fields)).append('\n');
  }
}
