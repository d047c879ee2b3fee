package org.blup.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where things are: the checkout this runs in, and the reference data in it and beside it. */
final class Checkout {

  private Checkout() {}

  /**
   * A file of the reference data: in the folder that the system property {@code blup.data} names,
   * or else among the tests' data, or else in {@code shared/data} beside the checkout. Empty if it
   * is not there.
   */
  static Optional<Path> referenceData(String file) {
    String folder = System.getProperty("blup.data");
    Stream<Path> folders =
        folder == null
            ? Stream.of(
                    "examples/src/test/resources/oracle/data",
                    "examples/src/test/resources/oracle/covariance/data",
                    "../shared/data",
                    "../shared/data/covariance")
                .map(root()::resolve)
            : Stream.of(Path.of(folder));
    return folders
        .map(each -> each.resolve(file).normalize())
        .filter(Files::isReadable)
        .findFirst();
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
