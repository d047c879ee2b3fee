package org.blup.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.blup.model.MixedFit;
import org.blup.model.VarianceComponent;

/**
 * Which of Blup's parameters is which of lme4's. lme4 orders terms by falling number of levels and
 * writes a nested group inside out; only names tell.
 */
final class OracleNames {

  private OracleNames() {}

  /** Whether {@code batch:cask} and {@code cask:batch} are meant. */
  static boolean sameGroup(String label, String other) {
    return canonical(label).equals(canonical(other));
  }

  /** A name that begins with a group, the group's factors put in alphabetical order. */
  static String canonical(String name) {
    int dot = name.indexOf('.');
    String group = dot < 0 ? name : name.substring(0, dot);
    String[] factors = group.split(":");
    Arrays.sort(factors);
    return String.join(":", factors) + (dot < 0 ? "" : name.substring(dot));
  }

  /** Blup's θ in the oracle's order. */
  static double[] theta(OracleFit oracle, MixedFit<?> fit) {
    List<String> names = oracle.thetaNames().stream().map(OracleNames::canonical).toList();
    List<String> blupNames =
        templateEntries(fit.varianceComponents()).stream().filter(names::contains).toList();
    double[] theta = fit.theta();
    if (blupNames.size() != theta.length) {
      throw new AssertionError(theta.length + " parameters, but names " + blupNames);
    }
    Map<String, Double> byName = new HashMap<>();
    for (int i = 0; i < theta.length; i++) {
      byName.put(blupNames.get(i), theta[i]);
    }
    return names.stream().mapToDouble(byName::get).toArray();
  }

  /**
   * The entries of every group's lower triangle column by column, named as lme4 names them: {@code
   * group.effect} on the diagonal, {@code group.row.column} below. Uncorrelated terms use the
   * diagonal alone.
   */
  private static List<String> templateEntries(List<VarianceComponent> components) {
    List<String> entries = new ArrayList<>();
    int start = 0;
    while (!components.get(start).group().equals("Residual")) {
      String group = components.get(start).group();
      int end = start;
      while (components.get(end).group().equals(group)) {
        end++;
      }
      for (int column = start; column < end; column++) {
        for (int row = column; row < end; row++) {
          String diagonal = canonical(group) + "." + components.get(row).effect();
          entries.add(row == column ? diagonal : diagonal + "." + components.get(column).effect());
        }
      }
      start = end;
    }
    return entries;
  }
}
