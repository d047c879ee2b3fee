package org.blup.processor.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.blup.processor.BlupProcessor;

/**
 * What the compiler and the processor made of some sources, be it right or wrong.
 *
 * @param messages its errors and warnings
 * @param generated the sources that the processor wrote, by file name
 */
record Compiled(List<String> messages, Map<String, String> generated) {

  /**
   * Compiles sources, given by file name.
   *
   * @param folder an empty folder to work in
   */
  static Compiled of(Path folder, Map<String, String> sources, String... options) {
    try {
      return compile(folder, sources, List.of(options));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Compiled compile(Path folder, Map<String, String> sources, List<String> options)
      throws IOException {
    Path input = Files.createDirectories(folder.resolve("input"));
    Path output = Files.createDirectories(folder.resolve("output"));
    Path written = Files.createDirectories(folder.resolve("written"));
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, String> source : sources.entrySet()) {
      files.add(Files.writeString(input.resolve(source.getKey()), source.getValue()));
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
      manager.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(output));
      manager.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(written));
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              null,
              manager,
              diagnostics,
              options,
              null,
              manager.getJavaFileObjectsFromPaths(files));
      task.setProcessors(List.of(new BlupProcessor()));
      task.call();
    }
    List<String> messages =
        diagnostics.getDiagnostics().stream()
            .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
            .toList();
    return new Compiled(messages, sourcesIn(written));
  }

  /** All files in a folder and those below, by their simple names. */
  static Map<String, String> sourcesIn(Path folder) throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sources.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return sources;
  }
}
