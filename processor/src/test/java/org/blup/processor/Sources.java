package org.blup.processor;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/** Compiles source text with the processor. */
final class Sources {

  private static final Pattern FORMULA =
      Pattern.compile("FORMULA =\\s*\"(.*?)\";\n", Pattern.DOTALL);

  private Sources() {}

  static Compilation compile(String... sources) {
    List<JavaFileObject> files =
        Stream.of(sources)
            .map(source -> JavaFileObjects.forSourceString(nameOf(source), source))
            .toList();
    return javac().withProcessors(new BlupProcessor()).compile(files);
  }

  /** The class generated for a record {@code Row} with a model and components. */
  static String generatedFor(String model, String components) {
    Compilation compilation =
        compile("import org.blup.*;\n" + model + "\nrecord Row(" + components + ") {}\n");
    assertThat(messages(compilation)).isEmpty();
    return generated("RowModel", compilation);
  }

  /** The canonical formula of a record {@code Row}. */
  static String formulaOf(String model, String components) {
    return formulaIn(generatedFor(model, components));
  }

  /** The canonical formula in a generated class, whose literal may go over several lines. */
  static String formulaIn(String generated) {
    Matcher formula = FORMULA.matcher(generated);
    assertThat(formula.find()).isTrue();
    return formula.group(1).replaceAll("\"\\s*\\+ \"", "").replace("\\\"", "\"");
  }

  static String generated(String name, Compilation compilation) {
    return compilation.generatedSourceFiles().stream()
        .filter(file -> file.getName().endsWith("/" + name + ".java"))
        .map(Sources::text)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " was generated"));
  }

  /** All errors and warnings, without their places. */
  static List<String> messages(Compilation compilation) {
    return compilation.diagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.NOTE)
        .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
        .toList();
  }

  private static String nameOf(String source) {
    Matcher type = Pattern.compile("(?:record|class|enum) (\\w+)").matcher(source);
    Matcher pack = Pattern.compile("package ([\\w.]+);").matcher(source);
    assertThat(type.find()).isTrue();
    return (pack.find() ? pack.group(1) + "." : "") + type.group(1);
  }

  private static String text(JavaFileObject file) {
    try {
      return file.getCharContent(false).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
