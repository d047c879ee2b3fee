package org.blup.internal.model.fit;

import java.util.List;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.FixedColumn;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.reml.solution.Solution;

/** The estimated fixed effects, in R's order, without those that were dropped. */
final class FixedEstimates {

  private final ObservedDesign design;
  private final List<FixedColumn> columns;
  private final double[] beta;
  private final double[] covariance;

  FixedEstimates(ObservedDesign design, Solution solution) {
    this.design = design;
    columns = design.fixedColumns();
    beta = design.coefficients(solution.beta());
    covariance = design.coefficientCovariance(solution.betaCovariance());
  }

  /** The estimates of the kept coefficients. */
  double[] beta() {
    return beta;
  }

  /** Their covariance, p × p row by row. */
  double[] covariance() {
    return covariance;
  }

  /** The names of the kept coefficients. */
  List<String> names() {
    return columns.stream().filter(column -> !column.dropped()).map(FixedColumn::name).toList();
  }

  /**
   * The position of a kept coefficient.
   *
   * @throws BlupException if there is none of that name, or if it was dropped
   */
  int position(String name) {
    return columns.stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .map(this::position)
        .orElseThrow(() -> EstimateErrors.noCoefficient(design, name));
  }

  /**
   * The position of a kept coefficient, by its column's number within a term.
   *
   * @throws BlupException if there is no such column, or if it was dropped
   */
  int position(int term, int column) {
    return columns.stream()
        .filter(candidate -> candidate.term() == term && candidate.column() == column)
        .findFirst()
        .map(this::position)
        .orElseThrow(() -> EstimateErrors.noColumn(design, term, column));
  }

  private int position(FixedColumn column) {
    if (column.dropped()) {
      throw EstimateErrors.dropped(column);
    }
    int position = 0;
    for (FixedColumn before : columns.subList(0, columns.indexOf(column))) {
      position += before.dropped() ? 0 : 1;
    }
    return position;
  }

  /** The coefficients of each term's columns, 0 for those that were dropped. */
  double[][] byTerm() {
    List<EffectTerm> terms = design.structure().fixed();
    double[][] byTerm = new double[terms.size()][];
    for (int t = 0; t < byTerm.length; t++) {
      byTerm[t] = new double[design.variables().columns(terms.get(t))];
    }
    int position = 0;
    for (FixedColumn column : columns) {
      if (!column.dropped()) {
        byTerm[column.term()][column.column()] = beta[position++];
      }
    }
    return byTerm;
  }
}
