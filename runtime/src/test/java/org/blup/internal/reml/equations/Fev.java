package org.blup.internal.reml.equations;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.blup.internal.design.covariance.PatternedCovariance;

/** The trial of lung function in the shared folder: up to four visits of each subject. */
public final class Fev {

  private static final Path FILE = Path.of("../../shared/data/covariance/fev.csv");
  private static final int VISITS = 4;

  private final List<String[]> lines;

  private Fev(List<String[]> lines) {
    this.lines = lines;
  }

  /** The rows with a response; skips the test where the shared folder is missing. */
  public static Fev read() throws IOException {
    assumeTrue(Files.exists(FILE), "needs " + FILE);
    return new Fev(
        Files.readAllLines(FILE).stream()
            .skip(1)
            .map(line -> line.split(",", -1))
            .filter(line -> !line[6].isEmpty())
            .toList());
  }

  /**
   * A model with fixed effects in R's coding.
   *
   * @param fixed a formula's right-hand side
   * @param weighted by the column of weights, or not at all
   */
  public RepeatedRows rows(String fixed, PatternedCovariance structure, boolean weighted) {
    int n = lines.size();
    List<double[]> x = new ArrayList<>(List.of(Rows.constant(n)));
    double[] arm = indicator(line -> line[2].equals("TRT"));
    if (fixed.contains("race")) {
      x.add(indicator(line -> line[3].startsWith("Black")));
      x.add(indicator(line -> line[3].equals("White")));
    }
    if (fixed.contains("arm")) {
      x.add(arm);
    }
    if (fixed.contains("sex")) {
      x.add(indicator(line -> line[4].equals("Female")));
    }
    if (fixed.contains("fev1Baseline")) {
      double[] baseline = lines.stream().mapToDouble(line -> number(line, 5)).toArray();
      x.add(baseline);
      x.add(product(arm, baseline));
    }
    if (fixed.contains("visit")) {
      List<double[]> visits = new ArrayList<>();
      for (int v = 1; v < VISITS; v++) {
        int visit = v;
        visits.add(indicator(line -> visit(line) == visit));
      }
      x.addAll(visits);
      visits.forEach(visit -> x.add(product(arm, visit)));
    }
    double[] y = lines.stream().mapToDouble(line -> number(line, 6)).toArray();
    double[] weights =
        weighted ? lines.stream().mapToDouble(line -> number(line, 7)).toArray() : Rows.constant(n);
    Map<String, List<Integer>> subjects = new TreeMap<>();
    for (int i = 0; i < n; i++) {
      subjects.computeIfAbsent(lines.get(i)[0], unused -> new ArrayList<>()).add(i);
    }
    List<int[]> members =
        subjects.values().stream()
            .map(own -> own.stream().mapToInt(Integer::intValue).toArray())
            .toList();
    int[] visit = lines.stream().mapToInt(Fev::visit).toArray();
    Rows rows = Rows.weighted(y, weights, x.toArray(double[][]::new));
    return new RepeatedRows(rows, structure, VISITS, members, visit);
  }

  private static int visit(String[] line) {
    return line[1].charAt(3) - '1';
  }

  private static double number(String[] line, int column) {
    return Double.parseDouble(line[column]);
  }

  private double[] indicator(Predicate<String[]> of) {
    return lines.stream().mapToDouble(line -> of.test(line) ? 1 : 0).toArray();
  }

  private static double[] product(double[] a, double[] b) {
    double[] product = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      product[i] = a[i] * b[i];
    }
    return product;
  }
}
