import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Runs programs of this JDK inside this process. */
final class JdkTool {
  /**
   * jarsigner ends its process with System.exit, in whose place {@link RedirectExit} has put {@link JarsignerExit}.
   *
   * @param cacerts the certificates to trust: jarsigner reads those of java.home, which is a folder of this process alone
   * @return the exit code, a line end, and what jarsigner said
   */
  static String jarsigner(String cacerts, String[] arguments) throws Exception {
    trust(cacerts);
    return jarsigner(arguments);
  }

  static void trust(String cacerts) throws Exception {
    Path trusted = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
    Files.copy(Path.of(cacerts), trusted, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The same, with the certificates that were trusted last. */
  static String jarsigner(String[] arguments) throws Exception {
    return run("sun.security.tools.jarsigner.Main", arguments);
  }

  /** With -debug among its arguments, it does not end its process when it fails. */
  static String keytool(String[] arguments) throws Exception {
    return run("sun.security.tools.keytool.Main", arguments);
  }

  private static String run(String program, String[] arguments) throws Exception {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream listener = new PrintStream(said, true, StandardCharsets.UTF_8);
    System.setOut(listener);
    System.setErr(listener);
    try {
      int exit = exitOf(program, arguments);
      return exit + "\n" + said.toString(StandardCharsets.UTF_8);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private static int exitOf(String program, String[] arguments) throws Exception {
    try {
      Class.forName(program).getMethod("main", String[].class).invoke(null, (Object) arguments);
      return 0;
    } catch (InvocationTargetException error) {
      if (error.getCause() instanceof JarsignerExit.Request) {
        return ((JarsignerExit.Request) error.getCause()).status;
      }
      // So does a process that does not catch an exception.
      error.getCause().printStackTrace(System.out);
      return 1;
    }
  }
}
