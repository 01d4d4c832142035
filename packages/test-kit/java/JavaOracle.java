import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Answers questions until its input ends, so that a JDK starts once for all of them. A question is a line: what is asked,
 * then its arguments in Base64, separated by tabs. An answer is a line too: "answer" or "failure", and a text in Base64.
 * At the end it removes the folder that it is given: who asks may be gone before it could do so.
 */
public final class JavaOracle {
  public static void main(String[] arguments) throws Exception {
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    // jarsigner prints to System.out, which is replaced while it runs.
    PrintStream output = System.out;
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      output.println(answerLine(line.split("\t", -1)));
      output.flush();
    }
    remove(Path.of(arguments[0]));
  }

  private static void remove(Path folder) throws Exception {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toArray(Path[]::new)) Files.delete(path);
    }
  }

  private static String answerLine(String[] question) {
    try {
      String[] arguments = Arrays.stream(question).skip(1).map(JavaOracle::decode).toArray(String[]::new);
      return "answer\t" + encode(answer(question[0], arguments));
    } catch (Throwable error) {
      StringWriter trace = new StringWriter();
      error.printStackTrace(new PrintWriter(trace, true));
      return "failure\t" + encode(trace.toString());
    }
  }

  private static String answer(String what, String[] arguments) throws Exception {
    switch (what) {
      case "jarsigner":
        return JdkTool.jarsigner(arguments[0], Arrays.copyOfRange(arguments, 1, arguments.length));
      case "judge":
        return JudgeSignedJar.judge(arguments[0], Arrays.copyOfRange(arguments, 1, arguments.length));
      case "keytool":
        return JdkTool.keytool(arguments);
      case "read":
        return ReadSignedJar.read(arguments);
      case "validate":
        return ValidateDocuments.verdicts(arguments);
      case "write":
        WriteKeystores.follow(arguments[0].split("\n"));
        return "";
      default:
        throw new IllegalArgumentException(what);
    }
  }

  private static String decode(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
