import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/**
 * Validates documents against schemas. Each line of the input holds a schema and a document, both in Base64; each line
 * of the output says "valid", or "invalid" and why.
 */
public class ValidateDocuments {
  public static void main(String[] arguments) throws Exception {
    SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
    Map<String, Schema> schemas = new HashMap<>();
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    StringBuilder output = new StringBuilder();
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      String[] parts = line.split(" ");
      Schema schema = schemas.get(parts[0]);
      if (schema == null) {
        schema = factory.newSchema(new StreamSource(new StringReader(decode(parts[0]))));
        schemas.put(parts[0], schema);
      }
      output.append(verdict(schema, parts.length > 1 ? decode(parts[1]) : "")).append('\n');
    }
    System.out.write(output.toString().getBytes(StandardCharsets.UTF_8));
    System.out.flush();
  }

  private static String verdict(Schema schema, String document) throws Exception {
    try {
      schema.newValidator().validate(new StreamSource(new StringReader(document)));
      return "valid";
    } catch (SAXException exception) {
      return "invalid " + String.valueOf(exception.getMessage()).replaceAll("\\s+", " ");
    }
  }

  private static String decode(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}
