package org.blup.internal.model.bootstrap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.blup.exception.BlupException;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.inference.bootstrap.BootstrapIntervals;
import org.blup.internal.inference.bootstrap.ReplicateRun.Outcome;
import org.blup.internal.io.JsonResult;
import org.blup.internal.model.ResponseScale;
import org.blup.internal.model.Tails;
import org.blup.internal.model.text.Digits;
import org.blup.internal.model.text.TextTable;
import org.blup.model.bootstrap.BootstrapInterval;
import org.blup.model.bootstrap.BootstrapResult;
import org.blup.model.fit.Interval;

/** The statistics of all replicates, and intervals of them. */
final class Replicates implements BootstrapResult {

  /** The interval of a number of which no replicate has an answer. */
  private static final double[] UNKNOWN = {Double.NaN, Double.NaN};

  private final List<String> names;
  private final double[] estimate;
  private final Outcome outcome;
  private final String notes;

  /** The sufficient statistics of replicates, by their numbers. */
  private final Function<int[], double[][]> sufficient;

  Replicates(
      List<String> names,
      double[] estimate,
      Outcome outcome,
      ModelStructure structure,
      Function<int[], double[][]> sufficient) {
    this.names = List.copyOf(names);
    this.estimate = estimate.clone();
    this.outcome = outcome;
    notes = ResponseScale.IDENTITY.notes(structure);
    this.sufficient = sufficient;
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public double estimate(String name) {
    return estimate[index(name)];
  }

  @Override
  public double[] replicates(String name) {
    int index = index(name);
    return Arrays.stream(outcome.statistics()).mapToDouble(each -> each[index]).toArray();
  }

  @Override
  public int completed() {
    return outcome.statistics().length;
  }

  @Override
  public int requested() {
    return outcome.requested();
  }

  @Override
  public int failed() {
    return outcome.failed();
  }

  @Override
  public int singular() {
    return outcome.singular();
  }

  @Override
  public double bias(String name) {
    return intervals(name).bias();
  }

  @Override
  public double standardError(String name) {
    return intervals(name).standardError();
  }

  @Override
  public Interval interval(String name, double level) {
    return interval(name, level, BootstrapInterval.PERCENTILE);
  }

  @Override
  public Interval interval(String name, double level, BootstrapInterval kind) {
    Tails.checkLevel(level);
    BootstrapIntervals intervals = intervals(name);
    double[] ends =
        switch (kind) {
          case PERCENTILE -> intervals.percentile(level);
          case BASIC -> intervals.basic(level);
          case NORMAL -> intervals.normal(level);
          case BCA -> intervals.accelerated(level, acceleration(name));
        };
    return new Interval(ends[0], ends[1]);
  }

  private double acceleration(String name) {
    int index = index(name);
    int[] numbers = new int[completed()];
    double[] values = new double[completed()];
    int kept = 0;
    for (int i = 0; i < completed(); i++) {
      if (!Double.isNaN(outcome.statistics()[i][index])) {
        numbers[kept] = outcome.numbers()[i];
        values[kept++] = outcome.statistics()[i][index];
      }
    }
    double acceleration =
        BootstrapIntervals.acceleration(
            Arrays.copyOf(values, kept), sufficient.apply(Arrays.copyOf(numbers, kept)));
    if (Double.isNaN(acceleration)) {
      throw new BlupException(
          kept
              + " replicates do not determine the acceleration of '"
              + name
              + "': ask for more, or for a PERCENTILE or BASIC interval.");
    }
    return acceleration;
  }

  private BootstrapIntervals intervals(String name) {
    return distribution(name)
        .orElseThrow(
            () ->
                new BlupException(
                    "'"
                        + name
                        + "' is a number in fewer than 2 replicates, too few for a distribution:"
                        + " ask for more, and see failed()."));
  }

  private Optional<BootstrapIntervals> distribution(String name) {
    double[] values = Arrays.stream(replicates(name)).filter(v -> !Double.isNaN(v)).toArray();
    return values.length < 2
        ? Optional.empty()
        : Optional.of(new BootstrapIntervals(estimate(name), values));
  }

  private int index(String name) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new BlupException(
          "'" + name + "' is not a statistic. There are: " + String.join(", ", names) + ".");
    }
    return index;
  }

  @Override
  public String toJson() {
    return JsonResult.of("bootstrap")
        .put("requested", requested())
        .put("completed", completed())
        .put("failed", failed())
        .put("singular", singular())
        .put("level", JsonResult.LEVEL)
        .putAll("rows", names.stream().map(this::json).toList())
        .text();
  }

  private JsonResult json(String name) {
    Optional<BootstrapIntervals> known = distribution(name);
    double[] ends = known.map(d -> d.percentile(JsonResult.LEVEL)).orElse(UNKNOWN);
    return new JsonResult()
        .put("name", name)
        .put("estimate", estimate(name))
        .put("bias", known.map(BootstrapIntervals::bias).orElse(Double.NaN))
        .put("standardError", known.map(BootstrapIntervals::standardError).orElse(Double.NaN))
        .putInterval(ends[0], ends[1])
        .put("replicates", replicates(name));
  }

  @Override
  public String toString() {
    return table(Tails.USUAL_LEVEL);
  }

  @Override
  public String table(double level) {
    Tails.checkLevel(level);
    List<String> estimates = new ArrayList<>();
    List<String> biases = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    List<String> lower = new ArrayList<>();
    List<String> upper = new ArrayList<>();
    for (String name : names) {
      double value = estimate(name);
      Optional<BootstrapIntervals> known = distribution(name);
      double error = known.map(BootstrapIntervals::standardError).orElse(Double.NaN);
      double[] ends = known.map(d -> d.percentile(level)).orElse(UNKNOWN);
      Digits digits = Digits.upTo(error, value, ends[0], ends[1]);
      estimates.add(digits.print(value));
      biases.add(digits.print(known.map(BootstrapIntervals::bias).orElse(Double.NaN)));
      errors.add(digits.print(error));
      lower.add(digits.print(ends[0]));
      upper.add(digits.print(ends[1]));
    }
    TextTable table = new TextTable();
    table.text("", names).numbers("Estimate", estimates).numbers("Bias", biases);
    table.numbers("Std. Error", errors).numbers("lower", lower).numbers("upper", upper);
    return "Parametric bootstrap, "
        + Digits.count(completed())
        + " of "
        + Digits.count(requested())
        + " replicates ("
        + Digits.count(singular())
        + " singular, "
        + Digits.count(failed())
        + " failed); percentile intervals: "
        + Digits.percent(level)
        + "\n"
        + table
        + notes;
  }
}
