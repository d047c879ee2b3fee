package org.blup.packaging;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.commons.math3.util.FastMath;
import org.blup.MixedModel;
import org.blup.data.CsvReading;
import org.blup.model.Model;
import org.blup.processor.BlupProcessor;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The artifacts as their users meet them: jars on a processor path and on a module path. */
class JarsTest {

  private static final Path ANNOTATIONS = pathOf(MixedModel.class);
  private static final Path RUNTIME = pathOf(Model.class);
  private static final Path PROCESSOR = pathOf(BlupProcessor.class);

  private static final String ON_PATH =
      Stream.concat(
              Stream.of(ANNOTATIONS, RUNTIME),
              Stream.of(
                      CsvReading.class,
                      CsvReader.class,
                      DMatrixRMaj.class,
                      CommonOps_DDRM.class,
                      FastMath.class,
                      NullMarked.class)
                  .map(JarsTest::pathOf))
          .map(Path::toString)
          .collect(joining(File.pathSeparator));

  private static final String ON_PROCESSOR_PATH = PROCESSOR + File.pathSeparator + ANNOTATIONS;

  private static final String CONSUMER =
      """
      package consumer;

      import java.util.ArrayList;
      import java.util.List;
      import org.blup.MixedModel;

      public final class Consumer {

        @MixedModel("y ~ x + (1 | g)")
        public record Row(double y, double x, String g) {}

        public static void main(String[] arguments) {
          List<Row> rows = new ArrayList<>();
          for (int i = 0; i < 40; i++) {
            double noise = i * 7 % 5 - 2;
            rows.add(new Row(3 * i + i % 4 + noise / 8, i, "g" + i % 4));
          }
          Consumer_RowModel.Fit fit = Consumer_RowModel.fit(rows);
          System.out.printf("slope %.0f, rows %d%n", fit.fixed().x().estimate(), fit.rows());
        }
      }
      """;

  @TempDir Path folder;

  /** Before they are packaged, modules stand on the class path as folders. */
  @BeforeEach
  void allArePackaged() {
    assumeTrue(
        Stream.of(ANNOTATIONS, RUNTIME, PROCESSOR).allMatch(Files::isRegularFile),
        "there are jars only once they are packaged: run mvn verify");
  }

  @Test
  void plainJavacNeedsTheProcessorAndTheAnnotationsOnTheProcessorPath() throws IOException {
    write("consumer/Consumer.java", CONSUMER);
    run(
        "javac",
        "-processorpath",
        ON_PROCESSOR_PATH,
        "-cp",
        ON_PATH,
        "-d",
        ".",
        "-Xlint:all",
        "-Werror",
        "consumer/Consumer.java");
    assertThat(run("java", "-cp", "." + File.pathSeparator + ON_PATH, "consumer.Consumer"))
        .containsExactly("slope 3, rows 40");
  }

  /** The declaration is that of docs/setup.md. */
  @Test
  void aModuleNamesTheAnnotationsAndTheRuntime() throws IOException {
    write("module-info.java", moduleOfThePage());
    write("consumer/Consumer.java", CONSUMER);
    run(
        "javac",
        "--processor-path",
        ON_PROCESSOR_PATH,
        "--module-path",
        ON_PATH,
        "-d",
        "out",
        "module-info.java",
        "consumer/Consumer.java");
    String modules = "out" + File.pathSeparator + ON_PATH;
    assertThat(run("java", "--module-path", modules, "-m", "study/consumer.Consumer"))
        .containsExactly("slope 3, rows 40");
  }

  private static String moduleOfThePage() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "setup.md"));
    int start = page.indexOf("module study {");
    return page.substring(start, page.indexOf("```", start));
  }

  @ParameterizedTest
  @MethodSource("jars")
  void everyJarCarriesTheLicence(Path path) throws IOException {
    try (JarFile jar = new JarFile(path.toFile())) {
      assertThat(text(jar, "META-INF/LICENSE"))
          .isEqualTo(Files.readString(Path.of("..", "LICENSE")).strip());
    }
  }

  static Stream<Path> jars() {
    return Stream.of(ANNOTATIONS, RUNTIME, PROCESSOR);
  }

  @Test
  void theProcessorBringsJavaPoetUnderANameOfItsOwn() throws IOException {
    try (JarFile jar = new JarFile(PROCESSOR.toFile())) {
      List<String> entries = jar.stream().map(JarEntry::getName).toList();
      assertThat(entries)
          .contains("META-INF/LICENSE", "META-INF/NOTICE")
          .contains("org/blup/processor/javapoet/JavaFile.class")
          .filteredOn(name -> name.endsWith(".class"))
          .allMatch(name -> name.startsWith("org/blup/processor/"));
    }
  }

  @Test
  void theProcessorIsDeclaredToCompilersAndIsolatingToGradle() throws IOException {
    try (JarFile jar = new JarFile(PROCESSOR.toFile())) {
      assertThat(text(jar, "META-INF/services/javax.annotation.processing.Processor"))
          .isEqualTo("org.blup.processor.BlupProcessor");
      assertThat(text(jar, "META-INF/gradle/incremental.annotation.processors"))
          .isEqualTo("org.blup.processor.BlupProcessor,isolating");
    }
  }

  private static String text(JarFile jar, String entry) throws IOException {
    byte[] bytes = jar.getInputStream(jar.getEntry(entry)).readAllBytes();
    return new String(bytes, StandardCharsets.UTF_8).strip();
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  /** Runs a tool of the JDK in the folder, expects it to succeed, and returns what it prints. */
  private List<String> run(String tool, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    List<String> lines = process.inputReader().lines().toList();
    assertThat(process.onExit().join().exitValue()).as(String.join("\n", lines)).isZero();
    return lines;
  }

  private static Path pathOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the place of " + type, e);
    }
  }
}
