package org.blup.processor.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The linear combinations of some polynomials, kept in echelon form. */
final class LinearSpan {

  private static final double NEGLIGIBLE = 1e-9;

  private record Row(Polynomial.Product pivot, Polynomial polynomial) {}

  private final List<Row> rows = new ArrayList<>();

  /** Adds a polynomial. Returns whether it was no combination of those before. */
  boolean add(Polynomial polynomial) {
    Polynomial rest = polynomial;
    for (Row row : rows) {
      double factor = rest.coefficients().getOrDefault(row.pivot, 0.0);
      rest = factor == 0 ? rest : rest.plus(row.polynomial.times(-factor));
    }
    Map.Entry<Polynomial.Product, Double> largest = largest(rest);
    if (largest == null || Math.abs(largest.getValue()) <= NEGLIGIBLE * magnitude(polynomial)) {
      return false;
    }
    rows.add(new Row(largest.getKey(), rest.times(1 / largest.getValue())));
    return true;
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
