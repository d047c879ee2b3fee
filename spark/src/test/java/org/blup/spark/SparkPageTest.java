package org.blup.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blup.model.Criterion.ML;
import static org.blup.model.MissingValues.OMIT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.blup.design.CrossProducts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of {@code docs/spark.md} is what stands here. */
class SparkPageTest {

  private static final Path PAGE = Path.of("..", "docs", "spark.md");
  private static final Path SOURCE =
      Path.of("..", "spark", "src", "test", "java", "org", "blup", "spark", "SparkPageTest.java");

  @Test
  void fits(@TempDir Path folder) {
    SparkSession session = LocalSpark.session();
    String file = SleepFromParquet.written(session, folder);
    Dataset<Row> study = session.read().parquet(file);

    SleepModel.Fit fit = SparkFits.fit(SleepModel.model(), study);
    Dataset<Row> predicted = SparkFits.predict(fit, study);

    assertThat(predicted.columns()).hasSize(study.columns().length + 2);
  }

  @Test
  void choices(@TempDir Path folder) {
    SparkSession session = LocalSpark.session();
    String file = SleepFromParquet.written(session, folder);
    Dataset<Row> study = session.read().parquet(file);

    CrossProducts<Sleep> sums = SparkFits.crossProducts(SleepModel.model(), study);
    SleepModel.Fit fit = SleepModel.fitting().criterion(ML).missing(OMIT).fit(sums);

    assertThat(fit.fittedBy()).isEqualTo(ML);
  }

  @Test
  void levelsStayInTheCluster(@TempDir Path folder) {
    SparkSession session = LocalSpark.session();
    String file = SleepFromParquet.written(session, folder);
    Dataset<Row> study = session.read().parquet(file);
    String modesFile = folder.resolve("modes.parquet").toString();

    try (DistributedFit<Sleep, SleepModel.Fit> distributed =
        SparkFits.fitDistributed(SleepModel.fitting().criterion(ML), study)) {
      SleepModel.Fit growth = distributed.fit();
      Dataset<Row> modes = distributed.modes();
      modes.write().parquet(modesFile);

      assertThat(growth.fittedBy()).isEqualTo(ML);
    }
    assertThat(session.read().parquet(modesFile).count()).isEqualTo(2 * 18);
  }

  @Test
  void thePageSaysTheSame() throws IOException {
    List<String> source = Files.readAllLines(SOURCE).stream().map(String::strip).toList();
    List<String> code = code(Files.readAllLines(PAGE));

    assertThat(code).hasSizeGreaterThanOrEqualTo(5);
    assertThat(source).containsAll(code);
  }

  /** The statements of the page's Java blocks, without comments. */
  private static List<String> code(List<String> page) {
    List<String> code = new ArrayList<>();
    boolean isJava = false;
    for (String line : page) {
      if (line.startsWith("```")) {
        isJava = line.equals("```java");
      } else if (isJava && !line.isBlank()) {
        code.add(line.replaceAll("//.*", "").strip());
      }
    }
    return code;
  }
}
