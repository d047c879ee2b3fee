package org.blup.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a Parquet file to a fit: Belenky's sleep study, as lme4 and the examples have it. */
class SleepStudyTest {

  @TempDir private Path folder;

  /** The REML criterion is lme4's: {@code lmer(Reaction ~ Days + (Days | Subject), sleepstudy)}. */
  @Test
  void theFirstProgramFits() {
    SparkSession session = LocalSpark.session();
    String file = SleepFromParquet.written(session, folder);
    SleepModel.Fit fit = SleepFromParquet.fit(session, file);

    assertThat(fit.rows()).isEqualTo(180);
    assertThat(fit.criterion()).isCloseTo(1743.6282719599653, within(1e-6));
    assertThat(fit.fixed().days().estimate()).isCloseTo(10.467285959596, within(1e-9));

    Row row = SleepFromParquet.predictions(session, file).first();
    assertThat(row.getDouble(3))
        .isEqualTo(fit.predict(new Sleep(0, row.getDouble(1), row.getString(2))));
  }
}
