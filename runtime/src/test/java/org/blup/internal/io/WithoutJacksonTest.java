package org.blup.internal.io;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Users who have no Jackson are told what to add. */
class WithoutJacksonTest {

  @Test
  void whatIsMissingIsNamed() throws Exception {
    try (URLClassLoader loader = withoutJackson()) {
      Method read =
          loader
              .loadClass(FitFile.class.getName())
              .getMethod("read", InputStream.class, String.class);
      assertThatThrownBy(() -> read.invoke(null, InputStream.nullInputStream(), "fit.json"))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .hasMessage(
              "JSON is written and read by Jackson's core, which is needed in version 2.15 or newer"
                  + " beside blup-runtime. Add the dependency"
                  + " com.fasterxml.jackson.core:jackson-core");
    }
  }

  private static URLClassLoader withoutJackson() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!entry.contains("jackson")) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }
}
