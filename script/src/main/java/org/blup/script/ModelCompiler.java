package org.blup.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.blup.exception.BlupException;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.prediction.Scorer;
import org.blup.processor.BlupProcessor;
import org.jspecify.annotations.Nullable;

/**
 * The compiler of annotated records, run in memory on a record that is written for the purpose.
 * Each model has a class loader of its own.
 */
final class ModelCompiler {

  private static final List<String> OPTIONS = List.of("-g:none", "-implicit:none");

  /** What the processor says begins so; what else javac says follows from it. */
  private static final String CODE = "[BLUP";

  /** How a warning is silenced on a record, which no one sees here. */
  private static final Pattern SUPPRESSION =
      Pattern.compile("\\s*\\R\\s*If this is intended, add @SuppressWarnings.*");

  private final JavaCompiler javac;
  private final StandardJavaFileManager classPath;

  ModelCompiler() {
    @Nullable JavaCompiler found = ToolProvider.getSystemJavaCompiler();
    if (found == null) {
      throw new BlupException(
          ("This Java has no compiler, the module jdk.compiler, which formulas at run time need: %s"
                  + " in %s. Run with a JDK, or add jdk.compiler to the image; or compile the model"
                  + " beforehand, as an annotated record, for which a run-time image is enough")
              .formatted(System.getProperty("java.version"), System.getProperty("java.home")));
    }
    javac = found;
    classPath = javac.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
    try {
      classPath.setLocationFromPaths(StandardLocation.CLASS_PATH, ClassPath.locations());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Compiles a model. On a thread of its own: an interrupt would close the jars that the compiler
   * reads, for good.
   *
   * @throws FormulaException if the formula is no model of the columns
   * @throws CancellationException if this thread is interrupted
   */
  CompiledModel compile(ModelKey key) {
    FutureTask<CompiledModel> task = new FutureTask<>(() -> compiled(key));
    Thread compiler = new Thread(task, "blup-compiler");
    compiler.setDaemon(true);
    compiler.start();
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException(
          "The thread was interrupted while " + key.formula() + " was compiled. Ask again");
    } catch (ExecutionException e) {
      throw ofThisThread(e);
    }
  }

  /** What the compiler threw; what it says of a formula with the calls that led to it here. */
  private static RuntimeException ofThisThread(ExecutionException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    if (e.getCause() instanceof BlupException known) {
      known.fillInStackTrace();
    }
    return e.getCause() instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(e.getCause());
  }

  private synchronized CompiledModel compiled(ModelKey key) {
    ModelSource source = new ModelSource(key);
    DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
    MemoryFiles files = new MemoryFiles(classPath);
    List<JavaFileObject> sources =
        List.of(
            MemoryFiles.source(ModelSource.RECORD, source.record()),
            MemoryFiles.source(ModelSource.ROWS, source.rows()));
    JavaCompiler.CompilationTask task =
        javac.getTask(null, files, messages, OPTIONS, null, sources);
    task.setLocale(Locale.ROOT);
    task.setProcessors(List.of(new BlupProcessor()));
    if (!task.call()) {
      throw failed(key, messages.getDiagnostics());
    }
    return loaded(key, new MemoryClasses(files.classes()), warnings(messages.getDiagnostics()));
  }

  private static BlupException failed(
      ModelKey key, List<Diagnostic<? extends JavaFileObject>> messages) {
    List<String> problems = texts(messages, Diagnostic.Kind.ERROR);
    List<String> ours =
        problems.stream().filter(text -> text.startsWith(CODE)).map(TableWords::of).toList();
    if (!ours.isEmpty()) {
      return new FormulaException(ours);
    }
    return new BlupException(
        "This is a bug in Blup, not in your formula "
            + key.formula()
            + ". Please report it with these lines:\n"
            + String.join("\n", problems));
  }

  private static List<String> warnings(List<Diagnostic<? extends JavaFileObject>> messages) {
    return texts(messages, Diagnostic.Kind.WARNING).stream()
        .filter(text -> text.startsWith(CODE))
        .map(text -> TableWords.of(SUPPRESSION.matcher(text).replaceAll("")))
        .toList();
  }

  private static List<String> texts(
      List<Diagnostic<? extends JavaFileObject>> messages, Diagnostic.Kind kind) {
    return messages.stream()
        .filter(message -> message.getKind() == kind)
        .map(message -> message.getMessage(Locale.ROOT))
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static CompiledModel loaded(ModelKey key, ClassLoader classes, List<String> warnings) {
    try {
      Class<?> rows = Class.forName(ModelSource.ROWS, true, classes);
      Method model = rows.getMethod(ModelSource.MODEL_METHOD, Map.class);
      Method scorer = rows.getMethod(ModelSource.SCORER_METHOD, InputStream.class);
      Method row = rows.getMethod(ModelSource.ROWS_METHOD, Object[].class);
      return new CompiledModel(
          key,
          relationships -> (Model<Record, ? extends MixedFit<Record>>) called(model, relationships),
          in -> (Scorer<Record>) called(scorer, in),
          columns -> (IntFunction<Record>) called(row, (Object) columns),
          warnings);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the compiled model has not the methods it was written with", e);
    }
  }

  private static Object called(Method method, Object argument) {
    try {
      return method.invoke(null, argument);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new LinkageError("the compiled model does not start", e);
    } catch (IllegalAccessException e) {
      throw new LinkageError("the compiled model is not open", e);
    }
  }

  /** The classes of a model. */
  private static final class MemoryClasses extends ClassLoader {

    private final Map<String, byte[]> classes;

    MemoryClasses(Map<String, byte[]> classes) {
      super(MixedFit.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
