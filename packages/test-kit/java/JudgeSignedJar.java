import java.io.File;
import java.io.InputStream;
import java.security.CodeSigner;
import java.util.Enumeration;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * What jarsigner and JarFile make of many jars. One line for each: jarsigner's exit code, "verified" where it says so, the
 * numbers of signers that entries have which need one (each number once, with commas), and the first line of what went wrong.
 */
final class JudgeSignedJar {
  static String judge(String cacerts, String[] paths) throws Exception {
    JdkTool.trust(cacerts);
    StringBuilder lines = new StringBuilder();
    for (String path : paths) {
      String said = JdkTool.jarsigner(new String[] {"-verify", "-strict", path});
      int end = said.indexOf('\n');
      boolean verified = said.contains("jar verified");
      String[] signers = signersOf(path);
      String words = said.substring(end + 1).replaceAll("\\s+", " ").trim();
      lines.append(said, 0, end).append('\t').append(verified ? "verified" : "").append('\t').append(signers[0]);
      lines.append('\t').append((words + " " + signers[1]).replaceAll("\\s+", " ")).append('\n');
    }
    return lines.toString();
  }

  private static String[] signersOf(String path) {
    TreeSet<Integer> counts = new TreeSet<>();
    try (JarFile jar = new JarFile(new File(path), true)) {
      for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        try (InputStream content = jar.getInputStream(entry)) {
          content.readAllBytes();
        }
        if (entry.isDirectory() || isPartOfSignature(entry.getName())) continue;
        CodeSigner[] signers = entry.getCodeSigners();
        counts.add(signers == null ? 0 : signers.length);
      }
    } catch (Throwable error) {
      return new String[] {"error", "JarFile: " + error};
    }
    return new String[] {counts.toString().replaceAll("[\\[\\] ]", ""), ""};
  }

  private static boolean isPartOfSignature(String name) {
    return name.matches("(?i)META-INF/(MANIFEST\\.MF|[^/]*\\.(SF|RSA|DSA|EC)|SIG-([^/.]*|[^/]*\\.[A-Z0-9]{1,3}))");
  }
}
