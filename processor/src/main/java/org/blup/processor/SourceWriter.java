package org.blup.processor;

import com.palantir.javapoet.JavaFile;
import java.io.IOException;
import java.io.Writer;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;

/**
 * Writes generated classes in ASCII, everything else by Unicode escapes: the compiler writes and
 * reads them in the encoding of the user's sources, which may not have the characters that these
 * sources write by escapes themselves.
 */
final class SourceWriter {

  private static final char LAST_OF_ASCII = 0x7f;

  private SourceWriter() {}

  static void write(JavaFile file, Filer filer) throws IOException {
    String name = file.typeSpec().name();
    String qualified = file.packageName().isEmpty() ? name : file.packageName() + "." + name;
    Element[] origin = file.typeSpec().originatingElements().toArray(Element[]::new);
    try (Writer writer = filer.createSourceFile(qualified, origin).openWriter()) {
      writer.write(escaped(file.toString()));
    }
  }

  private static String escaped(String source) {
    StringBuilder ascii = new StringBuilder(source.length());
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c > LAST_OF_ASCII) {
        ascii.append("\\u%04x".formatted((int) c));
      } else {
        ascii.append(c);
      }
    }
    return ascii.toString();
  }
}
