package org.blup.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where things are: the checkout this runs in, and the reference data beside it. */
final class Checkout {

  private Checkout() {}

  /**
   * A file of the reference data: in the folder that the system property {@code blup.data} names,
   * or else in {@code shared/data} beside the checkout. Empty if it is not there.
   */
  static Optional<Path> sharedData(String file) {
    String folder = System.getProperty("blup.data");
    Path path = folder == null ? root().resolve("../shared/data").normalize() : Path.of(folder);
    return Optional.of(path.resolve(file)).filter(Files::isReadable);
  }

  /** A file that is generated, in {@code benchmarks/target/data}. */
  static Path generatedData(String file) {
    return root().resolve("benchmarks/target/data").resolve(file);
  }

  /** An R program of this module. */
  static Path script(String file) {
    return root().resolve("benchmarks/src/main/r").resolve(file);
  }

  private static Path root() {
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isReadable(folder.resolve("benchmarks/pom.xml"))) {
        return folder;
      }
    }
    throw new IllegalStateException(
        start + " is not inside a checkout of Blup: run the benchmarks from its root");
  }
}
