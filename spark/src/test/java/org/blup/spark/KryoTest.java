package org.blup.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.blup.design.CrossProducts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kryo with a buffer smaller than what tasks hand on, and so little memory that nothing is kept in
 * it, whether or not only the types that it knows may be written.
 */
class KryoTest {

  private static final List<Visit> VISITS = Visit.some(600, false);

  private static SparkSession session(boolean registrationRequired) {
    LocalSpark.stop();
    return LocalSpark.builder("local[2]")
        .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
        .config("spark.kryo.registrationRequired", registrationRequired)
        .config("spark.kryoserializer.buffer", "1k")
        .config("spark.kryoserializer.buffer.max", "2k")
        .config("spark.testing.reservedMemory", "0")
        .config("spark.testing.memory", "50000")
        .getOrCreate();
  }

  private static Dataset<Row> rows() {
    return LocalSpark.dataset(VISITS, Visit.SCHEMA).coalesce(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sumsAreCollected(boolean registrationRequired) {
    try (SparkSession unused = session(registrationRequired)) {
      CrossProducts<Checkup> sums = SparkFits.crossProducts(GrowthModel.model(), rows());

      SameFit.assertSame(GrowthModel.fit(sums), GrowthModel.fit(Checkup.of(VISITS)));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void levelsStayInTheCluster(boolean registrationRequired) {
    try (SparkSession unused = session(registrationRequired);
        DistributedFit<Checkup, GrowthModel.Fit> fit =
            SparkFits.fitDistributed(GrowthModel.fitting(), rows())) {
      SameFit.assertSame(fit.fit(), GrowthModel.fit(Checkup.of(VISITS)));
      assertThat(fit.modes().count()).isEqualTo(2L * fit.levels());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rowsArePredicted(boolean registrationRequired) {
    VisitModel.Fit fit = VisitModel.fit(VISITS);
    try (SparkSession unused = session(registrationRequired)) {
      Dataset<Row> predicted = SparkFits.predict(fit, rows());

      assertThat(predicted.agg(functions.sum("prediction")).first().getDouble(0))
          .isCloseTo(VISITS.stream().mapToDouble(fit::predict).sum(), within(1e-7));
    }
  }
}
