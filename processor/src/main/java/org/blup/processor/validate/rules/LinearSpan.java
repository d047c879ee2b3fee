package org.blup.processor.validate.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The linear combinations of some polynomials, kept in echelon form. */
final class LinearSpan {

  private static final double NEGLIGIBLE = 1e-9;

  private record Row(Polynomial.Product pivot, Polynomial polynomial) {}

  private final List<Row> rows = new ArrayList<>();

  /** The row of each pivot. A row has pivots of later rows, but none of earlier ones. */
  private final Map<Polynomial.Product, Integer> rowOf = new HashMap<>();

  /** Adds a polynomial. Returns whether it was linearly independent of those before. */
  boolean add(Polynomial polynomial) {
    Polynomial rest = rest(polynomial);
    Map.Entry<Polynomial.Product, Double> largest = largest(rest);
    if (largest == null || Math.abs(largest.getValue()) <= NEGLIGIBLE * magnitude(polynomial)) {
      return false;
    }
    rowOf.put(largest.getKey(), rows.size());
    rows.add(new Row(largest.getKey(), rest.times(1 / largest.getValue())));
    return true;
  }

  /** The remainder of a polynomial after elimination by the rows, in their order. */
  private Polynomial rest(Polynomial polynomial) {
    Polynomial rest = polynomial;
    NavigableSet<Integer> pending = new TreeSet<>(pivotRows(polynomial));
    for (Integer next = pending.pollFirst(); next != null; next = pending.pollFirst()) {
      int index = next;
      Row row = rows.get(index);
      double factor = rest.coefficients().getOrDefault(row.pivot, 0.0);
      if (factor != 0) {
        rest = rest.plus(row.polynomial.times(-factor));
        pivotRows(row.polynomial).stream().filter(later -> later > index).forEach(pending::add);
      }
    }
    return rest;
  }

  /** The rows whose pivots the polynomial has. */
  private List<Integer> pivotRows(Polynomial polynomial) {
    return polynomial.coefficients().keySet().stream()
        .map(rowOf::get)
        .filter(Objects::nonNull)
        .toList();
  }

  private static double magnitude(Polynomial polynomial) {
    Map.Entry<Polynomial.Product, Double> largest = largest(polynomial);
    return largest == null ? 0 : Math.abs(largest.getValue());
  }

  private static Map.@Nullable Entry<Polynomial.Product, Double> largest(Polynomial polynomial) {
    return polynomial.coefficients().entrySet().stream()
        .max((a, b) -> Double.compare(Math.abs(a.getValue()), Math.abs(b.getValue())))
        .orElse(null);
  }
}
