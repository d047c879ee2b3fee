package org.blup.benchmarks;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** The command for a Java process of its own, on this one's class path. */
final class JavaCommand {

  private JavaCommand() {}

  static List<String> of(List<String> jvmArguments, Class<?> main, List<String> arguments) {
    return of(jvmArguments, main.getName(), arguments);
  }

  static List<String> of(List<String> jvmArguments, String main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmArguments);
    command.add("-cp");
    command.add(classPath());
    command.add(main);
    command.addAll(arguments);
    return command;
  }

  /** Inside Maven the class path is the class loader's. */
  private static String classPath() {
    if (!(JavaCommand.class.getClassLoader() instanceof URLClassLoader loader)) {
      return System.getProperty("java.class.path");
    }
    StringJoiner path = new StringJoiner(File.pathSeparator);
    for (URL url : loader.getURLs()) {
      try {
        path.add(Path.of(url.toURI()).toString());
      } catch (URISyntaxException e) {
        throw new IllegalStateException("class path entry " + url, e);
      }
    }
    return path.toString();
  }
}
