package org.blup.oracle;

import java.util.List;
import org.blup.MixedModel;

/** The cases of {@code oracle/covariance} whose residual variances are known. */
final class KnownVariances {

  private KnownVariances() {}

  /**
   * Vaccination against tuberculosis: the log relative risk that a trial found.
   *
   * @param ablat the latitude of the trial
   */
  @MixedModel(name = "Mean", value = "effect ~ 1 + (1 | trial) + residual(known(variance))")
  @MixedModel(
      name = "Latitude",
      value = "effect ~ ablat + year + (1 | trial) + residual(known(variance))")
  @MixedModel(name = "Common", value = "effect ~ 1 + residual(known(variance))")
  record Vaccine(double effect, double variance, double ablat, double year, int trial) {

    static List<Vaccine> rows() {
      return Line.read(
          CovarianceOracle.dataFile("bcg.csv"),
          line ->
              new Vaccine(
                  line.number("yi"),
                  line.number("vi"),
                  line.number("ablat"),
                  line.number("year"),
                  line.integer("trial")));
    }
  }

  /** Small areas: one estimate each, and what it is known to be off by. */
  @MixedModel("y ~ x + (1 | area) + residual(known(variance))")
  record Area(double y, double variance, double x, int area) {

    static List<Area> rows() {
      return Line.read(
          CovarianceOracle.dataFile("sim_fay_herriot.csv"),
          line ->
              new Area(
                  line.number("y"), line.number("vardir"), line.number("x"), line.integer("area")));
    }
  }

  /** School calendars: one effect a school, schools in districts. */
  @MixedModel("effect ~ 1 + (1 | district / school) + residual(known(variance))")
  record School(double effect, double variance, int district, int school) {

    static List<School> rows() {
      return Line.read(
          CovarianceOracle.dataFile("konstantopoulos.csv"),
          line ->
              new School(
                  line.number("yi"),
                  line.number("vi"),
                  line.integer("district"),
                  line.integer("school")));
    }
  }
}
