package org.blup.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.blup.MixedModel;
import org.blup.oracle.RepeatedMeasures.Sex;

/** The cases of {@code oracle/covariance} whose residuals follow a number, or a long series. */
final class ResidualsByNumber {

  private ResidualsByNumber() {}

  @MixedModel(name = "TrialExp", value = "fev1 ~ 1 + residual(exp(visitN | subject))")
  @MixedModel(name = "TrialGau", value = "fev1 ~ 1 + residual(gau(visitN | subject))")
  record Trial(double fev1, int visitN, String subject) {

    static List<Trial> rows() {
      return Line.read(
              CovarianceOracle.dataFile("fev.csv"),
              line -> new Trial(line.number("fev1"), line.integer("visitN"), line.text("subject")))
          .stream()
          .filter(row -> !Double.isNaN(row.fev1()))
          .toList();
    }
  }

  @MixedModel(
      name = "Power",
      value =
          "rate ~ (pressure + I(pressure^2) + I(pressure^3) + I(pressure^4)) * bloodFlow"
              + " + residual(power(pressure))")
  @MixedModel(
      name = "PowerAr1",
      value =
          "rate ~ (pressure + I(pressure^2) + I(pressure^3) + I(pressure^4)) * bloodFlow"
              + " + residual(ar1(index | subject), variance = power(pressure))")
  record Dialysis(double rate, double pressure, String bloodFlow, int index, String subject) {

    static List<Dialysis> rows() {
      return Line.read(
          CovarianceOracle.dataFile("dialyzer.csv"),
          line ->
              new Dialysis(
                  line.number("rate"),
                  line.number("pressure"),
                  line.text("bloodFlow"),
                  line.integer("index"),
                  line.text("subject")));
    }
  }

  /**
   * Follicles through a cycle.
   *
   * @param order the number of the row within its mare
   */
  @MixedModel(
      name = "Intercept",
      value = "follicles ~ s + c + (1 | mare) + residual(ar1(order | mare))")
  @MixedModel(
      name = "Slope",
      value = "follicles ~ s + c + (1 + s || mare) + residual(ar1(order | mare))")
  record Ovary(double follicles, double s, double c, int order, String mare) {

    static List<Ovary> rows() {
      Map<String, Integer> orders = new HashMap<>();
      List<Ovary> rows = new ArrayList<>();
      Line.read(CovarianceOracle.dataFile("ovary.csv"), line -> line)
          .forEach(
              line -> {
                double angle = 2 * Math.PI * line.number("time");
                int order = orders.merge(line.text("mare"), 1, Integer::sum);
                rows.add(
                    new Ovary(
                        line.number("follicles"),
                        Math.sin(angle),
                        Math.cos(angle),
                        order,
                        line.text("mare")));
              });
      return rows;
    }
  }

  /** Rows of ten subjects, of six numbers each. */
  @MixedModel(name = "SeriesExp", value = "y ~ 1 + residual(exp(time | subject))")
  @MixedModel(name = "SeriesGau", value = "y ~ 1 + residual(gau(time | subject))")
  record Series(double y, double time, String subject) {

    /** Values whose sign changes from row to row, which no range above 0 makes more likely. */
    static List<Series> alternating() {
      java.util.Random random = new java.util.Random(3);
      return IntStream.range(0, 60)
          .mapToObj(
              i -> {
                double y = (i % 2 == 0 ? 1 : -1) + 0.3 * random.nextGaussian();
                return new Series(y, i % 6 + 0.05 * (i % 5), "s" + i / 6);
              })
          .toList();
    }
  }

  @MixedModel("distance ~ a * sex + residual(cs(age | subject), by = sex)")
  record Growth(double distance, double a, int age, Sex sex, String subject) {

    static List<Growth> rows() {
      return RepeatedMeasures.Growth.rows().stream()
          .map(
              row ->
                  new Growth(row.distance(), row.age() - 11, row.age(), row.sex(), row.subject()))
          .toList();
    }
  }
}
