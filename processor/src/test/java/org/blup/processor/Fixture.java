package org.blup.processor;

import static com.google.testing.compile.Compiler.javac;
import static java.util.stream.Collectors.joining;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    return messages(sources());
  }

  /** What is said once every record is annotated to silence the fixture's code. */
  String silenced() {
    String annotation = "@SuppressWarnings(\"blup:%s\")".formatted(code().substring(4));
    return messages(
        sources().stream()
            .map(
                source ->
                    JavaFileObjects.forSourceString(
                        source.getName().replaceFirst(".*/", "").replace(".java", ""),
                        content(source).replace("@MixedModel", annotation + "\n@MixedModel")))
            .toList());
  }

  private static String content(JavaFileObject source) {
    try {
      return source.getCharContent(false).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String messages(List<JavaFileObject> sources) {
    Compilation compilation =
        javac().withProcessors(new BlupProcessor()).withOptions(options()).compile(sources);
    return compilation.diagnostics().stream()
        .filter(Fixture::isMessage)
        .map(Fixture::text)
        .collect(joining());
  }

  /** Those of every fixture, and what the file {@code options.txt} has besides. */
  private List<String> options() {
    List<String> options =
        new ArrayList<>(List.of("--should-stop=ifError=FLOW", "-Xlint:-options"));
    Path file = folder.resolve("options.txt");
    if (Files.exists(file)) {
      try {
        options.addAll(Files.readAllLines(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return options;
  }

  /** Notes count if they are ours. */
  private static boolean isMessage(Diagnostic<? extends JavaFileObject> diagnostic) {
    return diagnostic.getKind() != Diagnostic.Kind.NOTE
        || diagnostic.getMessage(Locale.ROOT).startsWith("[BLUP");
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
    String place =
        source == null
            ? ""
            : "%s:%d:%d: "
                .formatted(
                    source.getName().replaceFirst(".*/", ""),
                    diagnostic.getLineNumber(),
                    diagnostic.getColumnNumber());
    return "%s%s: %s\n".formatted(place, severity(diagnostic), diagnostic.getMessage(Locale.ROOT));
  }

  private static String severity(Diagnostic<? extends JavaFileObject> diagnostic) {
    return switch (diagnostic.getKind()) {
      case ERROR -> "error";
      case NOTE -> "note";
      default -> "warning";
    };
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
