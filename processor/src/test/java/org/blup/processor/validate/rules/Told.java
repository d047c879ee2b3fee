package org.blup.processor.validate.rules;

import static com.google.testing.compile.Compiler.javac;

import com.google.testing.compile.JavaFileObjects;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import org.blup.processor.BlupProcessor;

/** What the compiler says of a source. */
final class Told {

  private Told() {}

  /** The errors and warnings of a class {@code Row}. */
  static List<String> of(String source) {
    return javac()
        .withProcessors(new BlupProcessor())
        .compile(JavaFileObjects.forSourceString("Row", source))
        .diagnostics()
        .stream()
        .filter(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.NOTE)
        .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
        .toList();
  }
}
