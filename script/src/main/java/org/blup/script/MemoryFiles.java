package org.blup.script;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/**
 * What one compilation writes, kept in memory. What it reads of the class path comes from
 * elsewhere, but for the readers of files: where they can be seen, generated classes get methods
 * that no one calls here.
 */
final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {

  private static final String READERS = "org.blup.data";

  private final Map<String, Written> classes = new HashMap<>();

  MemoryFiles(JavaFileManager classPath) {
    super(classPath);
  }

  /** The compiled classes by their names. */
  Map<String, byte[]> classes() {
    Map<String, byte[]> all = new HashMap<>();
    classes.forEach((name, written) -> all.put(name, written.bytes.toByteArray()));
    return all;
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
    Written written = new Written(className, kind);
    if (kind == JavaFileObject.Kind.CLASS) {
      classes.put(className, written);
    }
    return written;
  }

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
      throws IOException {
    return packageName.equals(READERS)
        ? List.of()
        : super.list(location, packageName, kinds, recurse);
  }

  @Override
  public boolean isSameFile(FileObject a, FileObject b) {
    return a.equals(b);
  }

  /** What another compilation may go on with stays open. */
  @Override
  public void close() {}

  /** A source given as text. */
  static JavaFileObject source(String className, String text) {
    return new SimpleJavaFileObject(
        uri(className, JavaFileObject.Kind.SOURCE), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  private static URI uri(String className, JavaFileObject.Kind kind) {
    return URI.create("memory:///" + className.replace('.', '/') + kind.extension);
  }

  /** A generated source or a compiled class. */
  private static final class Written extends SimpleJavaFileObject {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final StringWriter text = new StringWriter();

    Written(String className, Kind kind) {
      super(uri(className, kind), kind);
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }

    @Override
    public Writer openWriter() {
      return text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text.toString();
    }
  }
}
