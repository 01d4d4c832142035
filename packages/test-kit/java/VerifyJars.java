import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * Runs `jarsigner -verify -strict` on every file that a list names, in one process, and prints a line for each: the exit
 * code, whether it said "jar verified.", and all that it said (Base64). jarsigner ends the process itself, which a
 * security manager prevents; JDKs from 24 on have none.
 */
@SuppressWarnings("removal")
public final class VerifyJars {
  private static final class Exit extends SecurityException {
    final int status;

    Exit(int status) {
      this.status = status;
    }
  }

  public static void main(String[] arguments) throws Exception {
    PrintStream out = System.out;
    System.setSecurityManager(
        new SecurityManager() {
          @Override
          public void checkPermission(java.security.Permission permission) {}

          @Override
          public void checkExit(int status) {
            throw new Exit(status);
          }
        });
    Class<?> type = Class.forName("sun.security.tools.jarsigner.Main");
    Constructor<?> create = type.getDeclaredConstructor();
    Method run = type.getMethod("run", String[].class);
    for (String file : Files.readAllLines(Path.of(arguments[0]))) {
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
      System.setErr(System.out);
      int exit = 0;
      try {
        run.invoke(create.newInstance(), (Object) new String[] {"-verify", "-strict", file});
      } catch (InvocationTargetException error) {
        if (error.getCause() instanceof Exit) {
          exit = ((Exit) error.getCause()).status;
        } else {
          exit = 1;
          error.getCause().printStackTrace(System.out);
        }
      }
      String text = said.toString(StandardCharsets.UTF_8);
      out.println(exit + "\t" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
      out.flush();
    }
  }
}
