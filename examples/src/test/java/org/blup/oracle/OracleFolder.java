package org.blup.oracle;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A folder of reference answers: {@code cases.csv}, {@code fits/ID.json}, and the data beside it.
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

  /** The core of the oracle, which the project carries in its test resources. */
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
