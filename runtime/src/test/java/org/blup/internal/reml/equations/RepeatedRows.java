package org.blup.internal.reml.equations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.covariance.Visits;
import org.blup.internal.design.equations.ResidualSums;

/**
 * Rows of subjects that were seen at visits, with the sums and the covariance of their residuals.
 *
 * @param visits the number of visits
 * @param subjects the rows of each subject, by visit
 * @param visit the visit of each row
 */
public record RepeatedRows(
    Rows rows, PatternedCovariance structure, int visits, List<int[]> subjects, int[] visit) {

  /** The sums for the patterns of visits that there are. */
  public ResidualSums sums() {
    Map<String, List<int[]>> byPattern = new TreeMap<>();
    for (int[] members : subjects) {
      String pattern = Arrays.toString(visitsOf(members));
      byPattern.computeIfAbsent(pattern, unused -> new ArrayList<>()).add(members);
    }
    List<int[]> patterns = new ArrayList<>();
    List<RealMatrix> sums = new ArrayList<>();
    for (List<int[]> alike : byPattern.values()) {
      patterns.add(visitsOf(alike.get(0)));
      int n = alike.get(0).length;
      for (int s = 0; s < n; s++) {
        for (int t = s; t < n; t++) {
          RealMatrix m = MatrixUtils.createRealMatrix(rows.size(), rows.size());
          for (int[] members : alike) {
            double weight = Math.sqrt(rows.weights[members[s]] * rows.weights[members[t]]);
            m.setEntry(members[s], members[t], weight);
            m.setEntry(members[t], members[s], weight);
          }
          sums.add(m);
        }
      }
    }
    long[] counts = byPattern.values().stream().mapToLong(List::size).toArray();
    List<String> names = IntStream.range(0, visits).mapToObj(v -> "visit " + v).toList();
    return new ResidualSums(
        new Visits(structure, names, patterns, counts), rows.equations(sums, rows.sumLogWeights()));
  }

  private int[] visitsOf(int[] members) {
    return Arrays.stream(members).map(i -> visit[i]).toArray();
  }

  /** R with the first standard deviation 1. */
  public RealMatrix covariance(double[] phi) {
    double[] all = new double[phi.length + 1];
    all[0] = structure.parameter(1);
    System.arraycopy(phi, 0, all, 1, phi.length);
    double[] root = structure.template(visits, all, 0).value();
    RealMatrix lower = MatrixUtils.createRealMatrix(visits, visits);
    for (int i = 0; i < root.length; i++) {
      lower.setEntry(i / visits, i % visits, root[i]);
    }
    RealMatrix full = lower.multiply(lower.transpose());
    RealMatrix r = MatrixUtils.createRealMatrix(rows.size(), rows.size());
    for (int[] members : subjects) {
      for (int i : members) {
        for (int j : members) {
          double weight = Math.sqrt(rows.weights[i] * rows.weights[j]);
          r.setEntry(i, j, full.getEntry(visit[i], visit[j]) / weight);
        }
      }
    }
    return r;
  }
}
