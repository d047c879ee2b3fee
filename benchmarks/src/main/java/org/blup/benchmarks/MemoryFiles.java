package org.blup.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;

/** A compiler's files, of which those it writes stay in memory. */
final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {

  private final List<MemoryFile> sources = new ArrayList<>();

  MemoryFiles(JavaFileManager files) {
    super(files);
  }

  static JavaFileObject source(String name, String text) {
    MemoryFile file = new MemoryFile(name, Kind.SOURCE);
    file.content.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return file;
  }

  /** The sources written by annotation processors. */
  List<JavaFileObject> sources() {
    return List.copyOf(sources);
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String name, Kind kind, FileObject sibling) {
    MemoryFile file = new MemoryFile(name, kind);
    if (kind == Kind.SOURCE) {
      sources.add(file);
    }
    return file;
  }

  private static final class MemoryFile extends SimpleJavaFileObject {

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    MemoryFile(String name, Kind kind) {
      super(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind);
    }

    @Override
    public OutputStream openOutputStream() {
      content.reset();
      return content;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return content.toString(StandardCharsets.UTF_8);
    }
  }
}
