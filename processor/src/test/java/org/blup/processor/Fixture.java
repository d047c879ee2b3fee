package org.blup.processor;

import static com.google.testing.compile.Compiler.javac;
import static java.util.stream.Collectors.joining;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * A folder with a Java file and what the compiler has to say about it, word for word.
 *
 * @param folder named after the code it shows: {@code BLUP201_misspelt}
 */
record Fixture(Path folder) {

  private static final Path ROOT = Path.of("src", "test", "resources", "errors");

  /** Set to write down what the compiler says now, to be read before it is committed. */
  private static final boolean RECORD = Boolean.getBoolean("blup.recordFixtures");

  static List<Fixture> all() {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders.filter(Files::isDirectory).sorted().map(Fixture::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The code the folder is named after: {@code BLUP201}. */
  String code() {
    return folder.getFileName().toString().split("_")[0];
  }

  String expected() {
    Path file = folder.resolve("expected.txt");
    try {
      if (RECORD) {
        Files.writeString(file, actual());
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Every error and warning of the compilation with its line and column. Attribution goes on after
   * errors, so that a "cannot find symbol" that follows from ours would show.
   */
  String actual() {
    Compilation compilation =
        javac()
            .withProcessors(new BlupProcessor())
            .withOptions("--should-stop=ifError=FLOW", "-Xlint:-options")
            .compile(sources());
    return compilation.diagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.NOTE)
        .map(Fixture::text)
        .collect(joining());
  }

  private List<JavaFileObject> sources() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .sorted()
          .map(Fixture::source)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JavaFileObject source(Path file) {
    try {
      return JavaFileObjects.forResource(file.toUri().toURL());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Diagnostic<? extends JavaFileObject> diagnostic) {
    JavaFileObject source = diagnostic.getSource();
    String file = source == null ? "" : source.getName().replaceFirst(".*/", "");
    return "%s:%d:%d: %s: %s\n"
        .formatted(
            file,
            diagnostic.getLineNumber(),
            diagnostic.getColumnNumber(),
            diagnostic.getKind() == Diagnostic.Kind.ERROR ? "error" : "warning",
            diagnostic.getMessage(Locale.ROOT));
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
