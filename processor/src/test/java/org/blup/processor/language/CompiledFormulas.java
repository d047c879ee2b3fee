package org.blup.processor.language;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.blup.design.DesignMatrices;
import org.blup.processor.BlupProcessor;
import org.blup.processor.language.RAnswers.RCase;
import org.blup.processor.language.RAnswers.RData;

/** A record for each formula, compiled by the real processor, and its design. */
final class CompiledFormulas {

  private static final String ENUM = "public enum Level { LOW, MID, HIGH }\n";
  private static final Pattern CODE = Pattern.compile("\\[(BLUP\\d+)]");

  private static final Pattern FILE = Pattern.compile("F(\\d+)(Model)?\\.java$");

  private final RAnswers answers;
  private final Path sources;
  private final Path classes;
  private final Map<Integer, String> refusals = new LinkedHashMap<>();

  /**
   * Compiles the formulas; those with errors are looked for first and left out.
   *
   * @param folder an empty folder to work in
   */
  CompiledFormulas(RAnswers answers, Path folder) throws IOException {
    this.answers = answers;
    sources = Files.createDirectories(folder.resolve("sources"));
    classes = Files.createDirectories(folder.resolve("classes"));
    List<Path> all = new ArrayList<>();
    Path level = Files.writeString(sources.resolve("Level.java"), ENUM);
    for (int i = 0; i < answers.cases().size(); i++) {
      all.add(Files.writeString(sources.resolve("F" + i + ".java"), source(i)));
    }
    all.add(level);
    for (Diagnostic<? extends JavaFileObject> error : errors(all, "-proc:only")) {
      refusals.merge(
          caseOf(error), codeOf(error), (first, next) -> first.startsWith("BLUP") ? first : next);
    }
    refusals.keySet().forEach(i -> all.remove(sources.resolve("F" + i + ".java")));
    List<Diagnostic<? extends JavaFileObject>> errors = errors(all, "-nowarn");
    if (!errors.isEmpty()) {
      throw new IllegalStateException(errors.toString());
    }
  }

  /** The codes of the formulas that do not compile, by their number. */
  Map<Integer, String> refusals() {
    return refusals;
  }

  /** The matrices of a formula, computed by its generated class. */
  DesignMatrices design(int i) throws ReflectiveOperationException, IOException {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
      RData data = answers.data().get(answers.cases().get(i).data());
      Class<?> level = loader.loadClass("Level");
      Constructor<?> constructor = loader.loadClass("F" + i).getConstructors()[0];
      List<Object> rows = new ArrayList<>();
      for (List<String> cells : data.rows()) {
        Object[] arguments = new Object[cells.size()];
        for (int c = 0; c < arguments.length; c++) {
          arguments[c] = value(data.kinds().get(c), cells.get(c), level);
        }
        rows.add(constructor.newInstance(arguments));
      }
      Method design = loader.loadClass("F" + i + "Model").getMethod("design", Iterable.class);
      return (DesignMatrices) design.invoke(null, rows);
    }
  }

  private static Object value(String kind, String cell, Class<?> level) {
    return switch (type(kind)) {
      case "double" -> Double.parseDouble(cell);
      case "int" -> Integer.parseInt(cell);
      case "boolean" -> Boolean.parseBoolean(cell);
      case "Level" ->
          java.util.Arrays.stream(level.getEnumConstants())
              .filter(constant -> constant.toString().equals(cell))
              .findFirst()
              .orElseThrow();
      default -> cell;
    };
  }

  private static String type(String kind) {
    String type = kind.substring(kind.indexOf(':') + 1);
    return type.startsWith("enum") ? "Level" : type;
  }

  private String source(int i) {
    RCase formula = answers.cases().get(i);
    StringBuilder components = new StringBuilder();
    for (String kind : answers.data().get(formula.data()).kinds()) {
      components
          .append(components.isEmpty() ? "" : ", ")
          .append(type(kind))
          .append(' ')
          .append(kind, 0, kind.indexOf(':'));
    }
    return """
        @org.blup.MixedModel("%s")
        public record F%d(%s) {}
        """
        .formatted(formula.formula().replace("\"", "\\\""), i, components);
  }

  private List<Diagnostic<? extends JavaFileObject>> errors(List<Path> files, String option)
      throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
      manager.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              null,
              manager,
              diagnostics,
              List.of(option, "-Xmaxerrs", "100000", "-Xmaxwarns", "0"),
              null,
              manager.getJavaFileObjectsFromPaths(files));
      task.setProcessors(List.of(new BlupProcessor()));
      task.call();
    }
    List<Diagnostic<? extends JavaFileObject>> errors = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
      if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
        errors.add(diagnostic);
      }
    }
    return errors;
  }

  private static int caseOf(Diagnostic<? extends JavaFileObject> error) {
    Matcher file = FILE.matcher(error.getSource().toUri().getPath());
    if (!file.find()) {
      throw new IllegalStateException(error.toString());
    }
    return Integer.parseInt(file.group(1));
  }

  private static String codeOf(Diagnostic<? extends JavaFileObject> error) {
    Matcher code = CODE.matcher(error.getMessage(Locale.ROOT));
    return code.find() ? code.group(1) : error.getMessage(Locale.ROOT);
  }
}
