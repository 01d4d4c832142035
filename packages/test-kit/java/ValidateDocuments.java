import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** Validates documents against schemas. */
final class ValidateDocuments {
  /**
   * @param pairs schema, document, schema, document and so on
   * @return a line for each document: "valid", or "invalid" and why
   */
  static String verdicts(String[] pairs) throws Exception {
    SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
    Map<String, Schema> schemas = new HashMap<>();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < pairs.length; i += 2) {
      Schema schema = schemas.get(pairs[i]);
      if (schema == null) {
        schema = factory.newSchema(new StreamSource(new StringReader(pairs[i])));
        schemas.put(pairs[i], schema);
      }
      lines.append(verdict(schema, pairs[i + 1])).append('\n');
    }
    return lines.toString();
  }

  private static String verdict(Schema schema, String document) throws Exception {
    try {
      schema.newValidator().validate(new StreamSource(new StringReader(document)));
      return "valid";
    } catch (SAXException exception) {
      return "invalid " + String.valueOf(exception.getMessage()).replaceAll("\\s+", " ");
    }
  }
}
