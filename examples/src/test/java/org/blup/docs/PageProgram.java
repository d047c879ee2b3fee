package org.blup.docs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.blup.processor.BlupProcessor;

/**
 * Java blocks as one program: imports and types first, all other lines one after the other. Files
 * stand in one folder. A number in a comment behind a call is what the call gives.
 */
final class PageProgram {

  private static final String NAME = "PageProgram";

  /** What no program prints, between the outputs of two blocks. */
  private static final char END = '\u0001';

  /** Where a type begins; it ends with the first line that closes its brace. */
  private static final Pattern TYPE =
      Pattern.compile("@[A-Z].*|((public )?(final )?(record|enum|class|interface) ).*");

  /** A call, and the number that it gives: {@code fit.sigma(); // 25.59…}. */
  private static final Pattern VALUE =
      Pattern.compile("([a-z]\\w*\\.[^;=]*\\));\\s+// (-?\\d+\\.(\\d+))(?!\\d).*");

  private static final Pattern COMMENT = Pattern.compile("\\s*//.*$");

  private static final Pattern FILE = Pattern.compile("(Path\\.of|readCsv)\\(\"");

  /** What a development environment would import. */
  private static final List<String> PACKAGES =
      List.of(
          "java.nio.file",
          "java.util",
          "java.util.stream",
          "org.blup",
          "org.blup.design",
          "org.blup.model",
          "org.blup.model.bootstrap",
          "org.blup.model.diagnostics",
          "org.blup.model.fit",
          "org.blup.model.means",
          "org.blup.model.prediction",
          "org.blup.model.profile");

  private final List<String> imports = new ArrayList<>();
  private final StringBuilder types = new StringBuilder();
  private final StringBuilder statements = new StringBuilder();

  PageProgram() {
    PACKAGES.forEach(name -> imports.add("import " + name + ".*;"));
  }

  void add(Page.Block block) {
    boolean inType = false;
    int depth = 0;
    for (String line : block.text().split("\n")) {
      if (line.startsWith("package ")) {
        continue;
      }
      if (line.startsWith("import ")) {
        imports.add(line);
        continue;
      }
      String code = COMMENT.matcher(line).replaceFirst("");
      inType |= TYPE.matcher(line).matches();
      (inType ? types : statements).append(withoutPublic(line)).append('\n');
      if (!inType) {
        statements.append(check(line));
      }
      depth += braces(code);
      inType &= depth > 0 || !code.endsWith("}");
    }
    statements.append("System.out.print((char) ").append((int) END).append(");\n");
  }

  /** All types of a program stand in one file. */
  private static String withoutPublic(String line) {
    return line.startsWith("public ") ? line.substring("public ".length()) : line;
  }

  private static int braces(String line) {
    return (int)
        (line.chars().filter(c -> c == '{').count() - line.chars().filter(c -> c == '}').count());
  }

  /** Digits that a comment leaves out may be cut or rounded. */
  private static String check(String line) {
    Matcher value = VALUE.matcher(line);
    return value.matches()
        ? "if (!(Math.abs(%1$s - (%2$s)) < 1e-%3$d)) throw new AssertionError(\"%2$s: \" + %1$s);\n"
            .formatted(value.group(1), value.group(2), value.group(3).length())
        : "";
  }

  /** What each block prints, in the order in which they were added. */
  List<String> outputs(Path files, Path folder) throws Exception {
    Path source = folder.resolve(NAME + ".java");
    Files.writeString(source, source(files));
    compile(source, folder);
    return List.of(run(folder).split(String.valueOf(END), -1));
  }

  private String source(Path files) {
    String folder = Matcher.quoteReplacement(files.toString().replace("\\", "/"));
    return imports.stream().distinct().collect(Collectors.joining("\n"))
        + "\n"
        + types
        + "public final class "
        + NAME
        + " {\npublic static void main(String[] args) throws Exception {\n"
        + FILE.matcher(statements).replaceAll("$1(\"" + folder + "/")
        + "}\n}\n";
  }

  private static void compile(Path source, Path folder) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              messages,
              files,
              null,
              List.of("-d", folder.toString(), "-cp", classPath(), "-Xlint:-options"),
              null,
              files.getJavaFileObjects(source));
      task.setProcessors(List.of(new BlupProcessor()));
      if (!task.call()) {
        throw new AssertionError("the page's program does not compile:\n" + messages);
      }
    }
  }

  /** That of the tests: Surefire puts a jar of its own before it. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static String run(Path folder) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    URL[] classes = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classes, PageProgram.class.getClassLoader());
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      Class<?> program = loader.loadClass(NAME);
      Method main = program.getMethod("main", String[].class);
      System.setOut(out);
      main.invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}
