/** What jarsigner calls in place of System.exit. */
public final class JarsignerExit {
  /** No Exception, since jarsigner catches those. */
  static final class Request extends Error {
    private static final long serialVersionUID = 1;

    final int status;

    Request(int status) {
      super("exit " + status, null, false, false);
      this.status = status;
    }
  }

  public static void exit(int status) {
    throw new Request(status);
  }
}
