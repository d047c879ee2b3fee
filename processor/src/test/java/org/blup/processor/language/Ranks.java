package org.blup.processor.language;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.blup.processor.language.RAnswers.RCase;

/** Whether columns that R made are linear combinations of each other. */
final class Ranks {

  /** Of a column's length: what rounding leaves of a combination. */
  private static final double NEGLIGIBLE = 1e-9;

  private Ranks() {}

  /** Whether X, or the effects by one of the groups, have columns that the others make up. */
  static boolean isDeficient(RCase answer) {
    List<double[]> x = new ArrayList<>();
    for (int column = 0; column < answer.xNames().size(); column++) {
      int c = column;
      x.add(answer.x().stream().mapToDouble(row -> row[c]).toArray());
    }
    return isDeficient(x)
        || effects(answer).values().stream().anyMatch(group -> isDeficient(group.values()));
  }

  /** The effects by each group: the columns of Z of one effect, added over its levels. */
  private static Map<String, Map<String, double[]>> effects(RCase answer) {
    Map<String, Map<String, double[]>> groups = new LinkedHashMap<>();
    answer
        .z()
        .forEach(
            (name, column) -> {
              int bar = name.lastIndexOf('|');
              String group = group(name.substring(bar + 1));
              double[] sum =
                  groups
                      .computeIfAbsent(group, unseen -> new LinkedHashMap<>())
                      .computeIfAbsent(name.substring(0, bar), e -> new double[column.length]);
              for (int row = 0; row < sum.length; row++) {
                sum[row] += column[row];
              }
            });
    return groups;
  }

  /** Levels are named after their group: {@code g1:h2}, but for {@code a}, {@code b}, {@code c}. */
  private static String group(String level) {
    return level.replaceAll("\\d", "").replaceAll("\\b[abc]\\b", "f");
  }

  /** Gram and Schmidt's orthogonalisation, twice for its digits. */
  private static boolean isDeficient(Collection<double[]> columns) {
    List<double[]> basis = new ArrayList<>();
    for (double[] column : columns) {
      double[] rest = column.clone();
      for (int pass = 0; pass < 2; pass++) {
        for (double[] direction : basis) {
          double share = product(direction, rest);
          for (int row = 0; row < rest.length; row++) {
            rest[row] -= share * direction[row];
          }
        }
      }
      double length = Math.sqrt(product(rest, rest));
      if (length <= NEGLIGIBLE * Math.sqrt(product(column, column))) {
        return true;
      }
      for (int row = 0; row < rest.length; row++) {
        rest[row] /= length;
      }
      basis.add(rest);
    }
    return false;
  }

  private static double product(double[] left, double[] right) {
    double sum = 0;
    for (int row = 0; row < left.length; row++) {
      sum += left[row] * right[row];
    }
    return sum;
  }
}
