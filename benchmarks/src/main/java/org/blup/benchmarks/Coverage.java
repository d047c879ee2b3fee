package org.blup.benchmarks;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.blup.MixedModel;
import org.blup.exception.BlupException;
import org.blup.model.Coefficient;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.bootstrap.BootstrapResult;
import org.blup.model.fit.DegreesOfFreedom;
import org.blup.model.fit.Interval;
import org.blup.model.profile.Profile;

/**
 * How often 95 % intervals hold the truth: responses are drawn from a fit, whose parameters are the
 * truth then, and each is fitted and asked for its intervals. Prints the tables of {@code
 * docs/coverage.md}. Arguments: the number of sets, 2,000 if there is none.
 */
public final class Coverage {

  private static final double LEVEL = 0.95;

  /** The normal quantile of 0.975. */
  private static final double QUANTILE = 1.959963984540054;

  /** Nights of the sleep study as if many had been missed: every subject another few. */
  @MixedModel("reaction ~ days + (days | subject)")
  record MissedNight(double reaction, double days, int subject) {

    private boolean isKept() {
      return (7 * subject + 5 * (int) days + subject * (int) days) % 5 < 3;
    }
  }

  /** A split plot: varieties of oats on whole plots, nitrogen on parts of them. */
  @MixedModel("yield ~ nitro + variety + (1 | block) + (1 | block:variety)")
  record Plot(double yield, double nitro, String variety, String block) {}

  /** Plates crossed with samples. */
  @MixedModel("diameter ~ 1 + (1 | plate) + (1 | sample)")
  record Penicillin(double diameter, String plate, String sample) {}

  private Coverage() {}

  /** See the class. */
  public static void main(String[] arguments) {
    int sets = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2000;
    print(
        sets,
        "sleepstudy, irregular",
        Coverage_MissedNightModel.model(),
        read(
                "sleepstudy.csv",
                line ->
                    new MissedNight(
                        Csv.number(line, "reaction"),
                        Csv.number(line, "days"),
                        Csv.integer(line, "subject")))
            .stream()
            .filter(MissedNight::isKept)
            .toList());
    print(
        sets,
        "oats, split plot",
        Coverage_PlotModel.model(),
        read(
            "oats.csv",
            line ->
                new Plot(
                    Csv.number(line, "yield"),
                    Csv.number(line, "nitro"),
                    line.getField("variety"),
                    line.getField("block"))));
    print(
        sets,
        "penicillin, crossed",
        Coverage_PenicillinModel.model(),
        read(
            "penicillin.csv",
            line ->
                new Penicillin(
                    Csv.number(line, "diameter"),
                    line.getField("plate"),
                    line.getField("sample"))));
  }

  private static <R> List<R> read(String file, Function<NamedCsvRecord, R> toRow) {
    Optional<Path> path = Checkout.referenceData(file);
    return path.map(present -> Csv.read(present, toRow))
        .orElseThrow(() -> new IllegalStateException("the data are not there: " + file));
  }

  private static <R> void print(
      int sets, String title, Model<R, ? extends MixedFit<R>> model, List<R> rows) {
    System.out.printf(
        Locale.ROOT,
        "## %s%n%n`%s`, %d rows, %d sets%n%n",
        title,
        model.formula(),
        rows.size(),
        sets);
    MixedFit<R> truth = model.fit(rows);
    MarkdownTable fixed =
        new MarkdownTable(
            List.of("coefficient", "Wald", "Satterthwaite", "Kenward–Roger", "profile"));
    List<List<String>> lines = new ArrayList<>();
    truth.coefficients().forEach(c -> lines.add(new ArrayList<>(List.of("`" + c.name() + "`"))));
    for (DegreesOfFreedom method :
        List.of(
            DegreesOfFreedom.WALD,
            DegreesOfFreedom.SATTERTHWAITE,
            DegreesOfFreedom.KENWARD_ROGER)) {
      MixedFit<R> fit = model.fitting().degreesOfFreedom(method).fit(rows);
      BootstrapResult result = fit.bootstrap().replicates(sets).run(r -> ofCoefficients(fit, r));
      for (int i = 0; i < lines.size(); i++) {
        lines.get(i).add(share(result, i));
      }
    }
    Profile profile = truth.profile();
    List<String> names = new ArrayList<>(profile.parameters().keySet());
    double[] truths = truths(truth);
    BootstrapResult profiles =
        truth.bootstrap().replicates(sets).run(refit -> ofProfile(names, truths, refit));
    int variances = names.size() - lines.size();
    for (int i = 0; i < lines.size(); i++) {
      lines.get(i).add(share(profiles, variances + i));
      fixed.add(lines.get(i));
    }
    System.out.println(fixed);
    BootstrapResult information =
        truth.bootstrap().replicates(sets).run(refit -> ofInformation(variances, truths, refit));
    MarkdownTable random =
        new MarkdownTable(List.of("variance parameter", "information", "profile"));
    for (int i = 0; i < variances; i++) {
      random.add(
          List.of(
              "`" + names.get(i).replace("|", "\\|") + "`",
              share(information, i),
              share(profiles, i)));
    }
    System.out.println(random);
    System.out.printf(
        Locale.ROOT,
        "%d sets have no interval by information, %d of them singular, and are left out there.%n%n",
        Arrays.stream(information.replicates("1")).filter(Double::isNaN).count(),
        profiles.singular());
  }

  /** The standard deviations, correlations and σ that sets are drawn with, then coefficients. */
  private static double[] truths(MixedFit<?> truth) {
    BootstrapResult estimates = truth.bootstrap().replicates(2).run();
    return estimates.names().stream().mapToDouble(estimates::estimate).toArray();
  }

  private static double[] ofCoefficients(MixedFit<?> truth, MixedFit<?> refit) {
    List<Coefficient> coefficients = refit.coefficients();
    double[] holds = new double[coefficients.size()];
    for (int i = 0; i < holds.length; i++) {
      Interval interval = coefficients.get(i).interval(LEVEL);
      holds[i] = holds(interval, truth.coefficients().get(i).estimate());
    }
    return holds;
  }

  private static double[] ofProfile(List<String> names, double[] truths, MixedFit<?> refit) {
    Profile profile = refit.profile();
    double[] holds = new double[names.size()];
    for (int i = 0; i < holds.length; i++) {
      // the truth lies in the interval where the profile does not reach the bound at it
      holds[i] = Math.abs(profile.parameter(names.get(i)).zeta(truths[i])) <= QUANTILE ? 1 : 0;
    }
    return holds;
  }

  private static double[] ofInformation(int variances, double[] truths, MixedFit<?> refit) {
    double[] holds = new double[variances];
    Arrays.fill(holds, Double.NaN);
    try {
      List<Interval> intervals = List.copyOf(refit.varianceIntervals(LEVEL).values());
      for (int i = 0; i < holds.length; i++) {
        holds[i] = holds(intervals.get(i), truths[i]);
      }
    } catch (BlupException e) {
      Arrays.fill(holds, Double.NaN);
    }
    return holds;
  }

  private static double holds(Interval interval, double value) {
    return interval.lower() <= value && value <= interval.upper() ? 1 : 0;
  }

  private static String share(BootstrapResult result, int index) {
    double[] values =
        Arrays.stream(result.replicates(Integer.toString(index + 1)))
            .filter(value -> !Double.isNaN(value))
            .toArray();
    double share = Arrays.stream(values).average().orElse(Double.NaN);
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
