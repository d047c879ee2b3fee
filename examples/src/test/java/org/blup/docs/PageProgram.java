package org.blup.docs;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.blup.MixedModel;
import org.blup.data.CsvReading;
import org.blup.model.MixedFit;
import org.blup.processor.BlupProcessor;
import org.ejml.data.DMatrix;
import org.ejml.data.DMatrixRMaj;

/**
 * The Java blocks of a page as one program: imports and types first, all other lines one after the
 * other. Files are read from a folder of data.
 */
final class PageProgram {

  private static final String NAME = "PageProgram";

  /** What no program prints, between the outputs of two blocks. */
  private static final char END = '\u0001';

  /** Where a type begins; it ends with the first line that closes its brace. */
  private static final Pattern TYPE = Pattern.compile("(@MixedModel|record |enum |class ).*");

  private final List<String> imports = new ArrayList<>();
  private final StringBuilder types = new StringBuilder();
  private final StringBuilder statements = new StringBuilder();

  private PageProgram() {}

  /** What each Java block of a page prints. */
  static List<String> outputs(Page page, Path data, Path folder) throws Exception {
    PageProgram program = new PageProgram();
    page.blocks().stream().filter(Page.Block::isJava).forEach(program::add);
    Path source = folder.resolve(NAME + ".java");
    Files.writeString(source, program.source(data));
    compile(source, folder);
    return List.of(run(folder).split(String.valueOf(END), -1));
  }

  private void add(Page.Block block) {
    boolean inType = false;
    int depth = 0;
    for (String line : block.text().split("\n")) {
      if (line.startsWith("import ")) {
        imports.add(line);
        continue;
      }
      inType |= TYPE.matcher(line).matches();
      (inType ? types : statements).append(line).append('\n');
      depth += braces(line);
      inType &= depth > 0 || !line.endsWith("}");
    }
    statements.append("System.out.print((char) ").append((int) END).append(");\n");
  }

  private static int braces(String line) {
    return (int)
        (line.chars().filter(c -> c == '{').count() - line.chars().filter(c -> c == '}').count());
  }

  private String source(Path data) {
    String folder = data.toString().replace("\\", "/");
    return String.join("\n", imports)
        + "\n"
        + types
        + "public final class "
        + NAME
        + " {\npublic static void main(String[] args) throws Exception {\n"
        + statements.toString().replace("Path.of(\"", "Path.of(\"" + folder + "/")
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
              List.of("-d", folder.toString(), "-cp", classPath()),
              null,
              files.getJavaFileObjects(source));
      task.setProcessors(List.of(new BlupProcessor()));
      if (!task.call()) {
        throw new AssertionError("the page's program does not compile:\n" + messages);
      }
    }
  }

  /** Where the annotations, the runtime, the readers and matrices are. */
  private static String classPath() {
    return Stream.of(
            MixedModel.class, MixedFit.class, CsvReading.class, DMatrix.class, DMatrixRMaj.class)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
        .map(location -> Path.of(URI.create(location.toString())).toString())
        .collect(Collectors.joining(File.pathSeparator));
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
