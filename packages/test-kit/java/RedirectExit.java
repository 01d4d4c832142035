import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes jarsigner's main class into a folder for --patch-module, with its calls of System.exit led to JarsignerExit.exit.
 * Nothing but an entry of the constant pool is changed. (A security manager can refuse System.exit too, up to JDK 23.)
 */
public final class RedirectExit {
  private static final String MAIN = "sun/security/tools/jarsigner/Main";

  private final Object[] pool;

  private RedirectExit(Object[] pool) {
    this.pool = pool;
  }

  public static void main(String[] arguments) throws Exception {
    byte[] original = Class.forName(MAIN.replace('/', '.')).getResourceAsStream("Main.class").readAllBytes();
    Path target = Path.of(arguments[0], MAIN + ".class");
    Files.createDirectories(target.getParent());
    Files.write(target, redirect(original));
  }

  private static byte[] redirect(byte[] original) throws IOException {
    DataInputStream input = new DataInputStream(new ByteArrayInputStream(original));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream output = new DataOutputStream(bytes);
    output.writeLong(input.readLong());
    int count = input.readUnsignedShort();
    Object[] pool = new Object[count];
    for (int i = 1; i < count; i++) {
      pool[i] = readConstant(input);
      // Numbers of eight bytes take two places.
      if (pool[i] instanceof byte[] && isWide((byte[]) pool[i])) i++;
    }
    RedirectExit own = new RedirectExit(pool);
    int call = own.findExit();
    output.writeShort(count + 2);
    for (int i = 1; i < count; i++) {
      if (i == call) own.writeCall(output, call, count + 1);
      else if (pool[i] instanceof String) writeText(output, (String) pool[i]);
      else if (pool[i] != null) output.write((byte[]) pool[i]);
    }
    writeText(output, "JarsignerExit");
    output.writeByte(7);
    output.writeShort(count);
    input.transferTo(output);
    return bytes.toByteArray();
  }

  /** A String for a text, the bytes as they are for all others. */
  private static Object readConstant(DataInputStream input) throws IOException {
    int tag = input.readUnsignedByte();
    if (tag == 1) return input.readUTF();
    byte[] constant = new byte[1 + length(tag)];
    constant[0] = (byte) tag;
    input.readFully(constant, 1, constant.length - 1);
    return constant;
  }

  private static int length(int tag) throws IOException {
    switch (tag) {
      case 7: case 8: case 16: case 19: case 20: return 2;
      case 15: return 3;
      case 3: case 4: case 9: case 10: case 11: case 12: case 17: case 18: return 4;
      case 5: case 6: return 8;
      default: throw new IOException("a constant of kind " + tag);
    }
  }

  private static boolean isWide(byte[] constant) {
    return constant[0] == 5 || constant[0] == 6;
  }

  private int findExit() throws IOException {
    for (int i = 1; i < pool.length; i++) {
      if (pool[i] instanceof byte[] && isExit((byte[]) pool[i])) return i;
    }
    throw new IOException("jarsigner does not call System.exit");
  }

  private boolean isExit(byte[] constant) {
    if (constant[0] != 10) return false;
    byte[] owner = (byte[]) pool[number(constant, 1)];
    byte[] method = (byte[]) pool[number(constant, 3)];
    return pool[number(owner, 1)].equals("java/lang/System") && pool[number(method, 1)].equals("exit");
  }

  private void writeCall(DataOutputStream output, int call, int owner) throws IOException {
    output.writeByte(10);
    output.writeShort(owner);
    output.writeShort(number((byte[]) pool[call], 3));
  }

  private static int number(byte[] constant, int offset) {
    return (constant[offset] & 0xff) << 8 | constant[offset + 1] & 0xff;
  }

  private static void writeText(DataOutputStream output, String text) throws IOException {
    output.writeByte(1);
    output.writeUTF(text);
  }
}
