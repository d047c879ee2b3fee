package org.blup.internal.design.assembly;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.blup.internal.design.pass.TestRow;
import org.blup.internal.design.structure.Contrast;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;

/**
 * X, Z and y written out row by row straight from their definitions: what cross-products are
 * checked against. Columns of Z stand as in the normal equations: group by group, level by level.
 */
public final class DenseDesign {

  private final ModelStructure structure;
  private final List<TestRow> rows;
  private final List<List<String>> levels = new ArrayList<>();

  public DenseDesign(ModelStructure structure, List<TestRow> rows) {
    this.structure = structure;
    this.rows = rows;
    for (int f = 0; f < structure.factors().size(); f++) {
      TreeSet<String> found = new TreeSet<>();
      for (TestRow row : rows) {
        found.add(row.levels()[f]);
      }
      levels.add(List.copyOf(found));
    }
  }

  /** n × P. */
  double[][] x() {
    return rows.stream().map(row -> columns(structure.fixed(), row)).toArray(double[][]::new);
  }

  /** n × q. */
  double[][] z() {
    Map<String, TreeMap<String, Integer>> groups = new LinkedHashMap<>();
    for (RandomTerm term : structure.random()) {
      TreeMap<String, Integer> found =
          groups.computeIfAbsent(groupKey(term), key -> new TreeMap<>());
      rows.forEach(row -> found.put(level(key(term), row), 0));
    }
    double[][] z = new double[rows.size()][];
    for (int r = 0; r < z.length; r++) {
      TestRow row = rows.get(r);
      List<Double> entries = new ArrayList<>();
      groups.forEach(
          (key, found) -> {
            List<Double> effects = new ArrayList<>();
            List<String> factors = List.of(key.split(":"));
            structure.random().stream()
                .filter(term -> groupKey(term).equals(key))
                .forEach(
                    term -> {
                      for (double value : columns(term.effects(), row)) {
                        effects.add(value);
                      }
                    });
            for (String level : found.keySet()) {
              boolean own = level.equals(level(factors, row));
              entries.addAll(own ? effects : Collections.nCopies(effects.size(), 0.0));
            }
          });
      z[r] = entries.stream().mapToDouble(Double::doubleValue).toArray();
    }
    return z;
  }

  /** The response less the offset. */
  double[] y() {
    return rows.stream().mapToDouble(row -> row.y() - row.offset()).toArray();
  }

  double[] weights() {
    return rows.stream().mapToDouble(TestRow::weight).toArray();
  }

  /** The group of which a term is, under the order of factors it first appears in. */
  private String groupKey(RandomTerm term) {
    return String.join(":", key(term));
  }

  private List<String> key(RandomTerm term) {
    return structure.groups().get(structure.groupOf(term)).factors();
  }

  private String level(List<String> factors, TestRow row) {
    List<String> parts = new ArrayList<>();
    for (String factor : factors) {
      parts.add(row.levels()[structure.factors().indexOf(factor)]);
    }
    return String.join(":", parts);
  }

  private double[] columns(List<EffectTerm> terms, TestRow row) {
    List<Double> all = new ArrayList<>();
    for (EffectTerm term : terms) {
      List<Double> product = List.of(1.0);
      for (String variable : term.variables()) {
        product = product(product, variable(term, variable, row));
      }
      all.addAll(product);
    }
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static List<Double> product(List<Double> fast, double[] slow) {
    List<Double> all = new ArrayList<>();
    for (double b : slow) {
      for (double a : fast) {
        all.add(a * b);
      }
    }
    return all;
  }

  private double[] variable(EffectTerm term, String variable, TestRow row) {
    int number = structure.numbers().indexOf(variable);
    if (number >= 0) {
      return new double[] {row.numbers()[number]};
    }
    int factor = structure.factors().indexOf(variable);
    List<String> known = levels.get(factor);
    int level = known.indexOf(row.levels()[factor]);
    if (term.full().contains(variable)) {
      double[] dummies = new double[known.size()];
      dummies[level] = 1;
      return dummies;
    }
    return contrast(structure.levels().get(factor).contrast(), known, level);
  }

  private static double[] contrast(Contrast contrast, List<String> known, int level) {
    int count = known.size();
    double[] row = new double[count - 1];
    for (int c = 0; c < count - 1; c++) {
      row[c] =
          switch (contrast.toString()) {
            case "treatment" -> level == c + 1 ? 1 : 0;
            case "treatment(b)" -> known.get(level).equals(withoutB(known).get(c)) ? 1 : 0;
            case "sum" -> level == count - 1 ? -1 : level == c ? 1 : 0;
            case "helmert" -> level <= c ? -1 : level == c + 1 ? c + 1 : 0;
            default -> POLYNOMIALS[count - 2][c][level];
          };
    }
    return row;
  }

  private static List<String> withoutB(List<String> known) {
    return known.stream().filter(level -> !level.equals("b")).toList();
  }

  /** R 4.2, {@code contr.poly(2)} to {@code contr.poly(5)}; here as exact square roots. */
  private static final double[][][] POLYNOMIALS = {
    {scaled(2, -1, 1)},
    {scaled(2, -1, 0, 1), scaled(6, 1, -2, 1)},
    {scaled(20, -3, -1, 1, 3), scaled(4, 1, -1, -1, 1), scaled(20, -1, 3, -3, 1)},
    {
      scaled(10, -2, -1, 0, 1, 2),
      scaled(14, 2, -1, -2, -1, 2),
      scaled(10, -1, 2, 0, -2, 1),
      scaled(70, 1, -4, 6, -4, 1)
    }
  };

  private static double[] scaled(double square, double... values) {
    double[] scaled = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = values[i] / Math.sqrt(square);
    }
    return scaled;
  }
}
