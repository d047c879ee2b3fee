package org.blup.oracle;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A folder of reference answers: {@code cases.csv}, {@code fits/ID.json}, {@code sas/TABLE.csv} and
 * their data. There are two: the project carries one in its test resources, with all data that may
 * be redistributed, and {@code shared} beside the checkout, where it is present, has the rest. What
 * is looked up is looked up in this order.
 *
 * @param oracle where the cases and the answers are
 * @param data where the data are
 */
record OracleFolder(Path oracle, Path data) {

  /**
   * A line of {@code cases.csv}.
   *
   * @param id names the case and its answer
   * @param file the data
   * @param reml REML, or ML if false
   * @param formula the model in R's notation
   */
  record Entry(String id, String file, boolean reml, String formula) {

    private static Entry of(Line line) {
      return new Entry(
          line.text("id"),
          line.text("file"),
          line.text("reml").equals("TRUE"),
          line.text("formula"));
    }
  }

  /** The folder that has a case. Skips the test that asks for one where it may be missing. */
  static OracleFolder of(String id) {
    return presentOrSkip(find(id), "the case " + id);
  }

  /** The folder that has a case, if there is one. */
  static Optional<OracleFolder> find(String id) {
    return all().filter(folder -> folder.entry(id).isPresent()).findFirst();
  }

  /** A file of data. Skips the test that asks for one where it may be missing. */
  static Path dataFile(String name) {
    return file(folder -> folder.data().resolve(name));
  }

  /** A table of SAS's answers. Skips the test that asks for one where it may be missing. */
  static Path sasTable(String name) {
    return file(folder -> folder.oracle().resolve("sas").resolve(name));
  }

  private static Path file(Function<OracleFolder, Path> place) {
    return presentOrSkip(
        all().map(place).filter(Files::isReadable).findFirst(),
        String.valueOf(place.apply(shipped()).getFileName()));
  }

  /**
   * With {@code shared} at hand everything has to be there: a slip in a name is no reason to skip.
   */
  private static <T> T presentOrSkip(Optional<T> found, String what) {
    assumeTrue(
        found.isPresent() || shared().isPresent(),
        () -> what + " may not be redistributed: runs only beside " + sharedPath());
    return found.orElseThrow(() -> new IllegalArgumentException("there is no " + what));
  }

  private static Stream<OracleFolder> all() {
    return Stream.concat(Stream.of(shipped()), shared().stream());
  }

  /** The part of the oracle that the project carries in its test resources. */
  static OracleFolder shipped() {
    try {
      URI cases = OracleFolder.class.getResource("/oracle/cases.csv").toURI();
      Path oracle = Path.of(cases).getParent();
      return new OracleFolder(oracle, oracle.resolve("data"));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The whole oracle, where {@code shared} stands beside the project. */
  static Optional<OracleFolder> shared() {
    Path shared = sharedPath();
    OracleFolder folder = new OracleFolder(shared.resolve("oracle"), shared.resolve("data"));
    return Files.isReadable(folder.cases()) ? Optional.of(folder) : Optional.empty();
  }

  /** Where {@code shared} would stand. */
  static Path sharedPath() {
    Path project = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    while (project.getParent() != null && Files.exists(project.resolveSibling("pom.xml"))) {
      project = project.getParent();
    }
    return project.resolveSibling("shared");
  }

  List<Entry> entries() {
    return Line.read(cases(), Entry::of);
  }

  Optional<Entry> entry(String id) {
    return entries().stream().filter(entry -> entry.id().equals(id)).findFirst();
  }

  Path answer(String id) {
    return oracle.resolve("fits").resolve(id + ".json");
  }

  private Path cases() {
    return oracle.resolve("cases.csv");
  }
}
