package org.blup.script;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Stream;
import org.blup.MixedModel;
import org.blup.exception.BlupException;
import org.blup.model.MixedFit;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Where the classes lie that generated ones are compiled against. Asked of the classes themselves:
 * what the virtual machine was started with does not say it, in JShell for one.
 */
final class ClassPath {

  private ClassPath() {}

  static List<Path> locations() {
    return Stream.of(MixedModel.class, MixedFit.class, DMatrixRMaj.class, NullMarked.class)
        .map(ClassPath::location)
        .distinct()
        .toList();
  }

  /** The folder or jar file that a class is in. */
  static Path location(Class<?> type) {
    @Nullable CodeSource source = type.getProtectionDomain().getCodeSource();
    @Nullable URL location = source == null ? null : source.getLocation();
    try {
      return Path.of(location == null ? new URI("") : location.toURI());
    } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
      throw new BlupException(
          "The compiler needs the class files of "
              + type.getName()
              + " in a folder or a jar file, and they are in "
              + (location == null ? "no place that is known" : location)
              + ". A jar within a jar has to be unpacked: run the application from a class path,"
              + " or compile the model with an annotated record.");
    }
  }
}
