import java.io.ByteArrayInputStream;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * Writes keystores as lines say. Fields are separated by tabs; all but the first are base64, of
 * UTF-8 where they are text.
 *
 * store TYPE | property NAME VALUE | key ALIAS PASSWORD ALGORITHM PKCS8 CERTIFICATE... | trusted ALIAS CERTIFICATE | save PATH PASSWORD
 */
final class WriteKeystores {
    static void follow(String[] lines) throws Exception {
        KeyStore store = null;
        for (String line : lines) {
            String[] fields = line.split("\t", -1);
            switch (fields[0]) {
                case "store" -> {
                    store = KeyStore.getInstance(text(fields[1]));
                    store.load(null, null);
                }
                case "property" -> System.setProperty(text(fields[1]), text(fields[2]));
                case "clear" -> System.clearProperty(text(fields[1]));
                case "key" -> store.setKeyEntry(text(fields[1]), key(fields), text(fields[2]).toCharArray(), chain(fields));
                case "trusted" -> store.setCertificateEntry(text(fields[1]), certificate(fields[2]));
                case "save" -> {
                    try (OutputStream output = new FileOutputStream(text(fields[1]))) {
                        store.store(output, text(fields[2]).toCharArray());
                    }
                }
                default -> throw new IllegalArgumentException(fields[0]);
            }
        }
    }

    private static PrivateKey key(String[] fields) throws Exception {
        return KeyFactory.getInstance(text(fields[3])).generatePrivate(new PKCS8EncodedKeySpec(bytes(fields[4])));
    }

    private static Certificate[] chain(String[] fields) throws Exception {
        Certificate[] chain = new Certificate[fields.length - 5];
        for (int i = 0; i < chain.length; i++) chain[i] = certificate(fields[i + 5]);
        return chain;
    }

    private static Certificate certificate(String field) throws Exception {
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes(field)));
    }

    private static byte[] bytes(String field) {
        return Base64.getDecoder().decode(field);
    }

    private static String text(String field) {
        return new String(bytes(field), StandardCharsets.UTF_8);
    }
}
