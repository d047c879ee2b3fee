package org.blup.reml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.blup.design.NormalEquations;
import org.blup.design.NormalEquations.Block;
import org.blup.design.NormalEquations.Group;
import org.blup.design.NormalEquations.Term;
import org.blup.linalg.Pieces;

/**
 * Where the search starts. With several grouping factors each is first fitted alone, to what
 * ordinary least squares leave of y: that costs next to nothing beside an evaluation of all of them
 * together. Crossed factors differ little from that but in the residual variance, which then holds
 * the other factors too.
 */
final class Start {

  /** A fit of one factor alone is good enough when a step promises no more than this. */
  private static final double TOLERANCE = 0.1;

  private static final int LIMIT = 25;

  /** Multiplications that a fit of factors alone takes for each of their unknowns, about. */
  private static final double WORK = 100;

  /** Diagonal elements are at least this: the fit of all may need what the fit of one did not. */
  private static final double LEAST = 0.05;

  /** The residual variance is at least this share of the least of the fits. */
  private static final double LEAST_SHARE = 0.5;

  private final NormalEquations equations;
  private final Objective objective;
  private final double[] theta;

  /** Minus the coefficients of y on X by ordinary least squares, then 1. */
  private final double[] leastSquares;

  private Start(NormalEquations equations, Objective objective) {
    this.equations = equations;
    this.objective = objective;
    theta = objective.start();
    leastSquares = leastSquares(equations.columns(), equations.border().clone());
  }

  /** Scaled parameters of the objective to start from. */
  static double[] of(NormalEquations equations, Objective objective) {
    Start start = new Start(equations, objective);
    if (equations.groups().size() > 1) {
      start.fitGroups();
    }
    return start.theta;
  }

  private void fitGroups() {
    int groups = equations.groups().size();
    double[] residual = new double[groups];
    double[][] parameters = new double[groups][];
    Pieces.overRange(
        groups,
        WORK * objective.model.assembly.symbolic.unknowns(),
        (piece, from, to) -> {
          for (int g = from; g < to; g++) {
            residual[g] = fitAlone(g, parameters);
          }
        });
    if (Arrays.stream(residual).anyMatch(Double::isNaN)) {
      return;
    }
    double[] explained = new double[groups];
    double sum = 0;
    for (int g = 0; g < groups; g++) {
      double squares = 0;
      for (double parameter : parameters[g]) {
        squares += parameter * parameter;
      }
      explained[g] = residual[g] * squares;
      sum += explained[g];
      scatter(g, parameters[g]);
    }
    double least = Double.POSITIVE_INFINITY;
    double shared = Double.POSITIVE_INFINITY;
    for (int g = 0; g < groups; g++) {
      least = Math.min(least, residual[g]);
      shared = Math.min(shared, residual[g] - (sum - explained[g]));
    }
    rescale(residual, Math.max(LEAST_SHARE * least, shared));
  }

  /** Fits one of the factors; returns the residual variance, NaN if the search did not end. */
  private double fitAlone(int g, double[][] parameters) {
    Objective alone = new Objective(alone(g), false, (theta, value) -> {});
    Optimiser optimiser = new Optimiser(alone, alone.start());
    if (alone.parameters() == 0 || !optimiser.run(TOLERANCE, Ending.AT_ONCE, LIMIT)) {
      return Double.NaN;
    }
    parameters[g] = optimiser.theta();
    return alone.model.scaledVariance();
  }

  /** By elimination from [X y]ᵀW[X y]. */
  private static double[] leastSquares(int columns, double[] border) {
    int width = columns + 1;
    for (int j = 0; j < columns; j++) {
      for (int i = j + 1; i < columns; i++) {
        double multiple = border[i * width + j] / border[j * (width + 1)];
        for (int c = j + 1; c < width; c++) {
          border[i * width + c] -= multiple * border[j * width + c];
        }
      }
    }
    double[] contrast = new double[width];
    contrast[columns] = 1;
    for (int i = columns - 1; i >= 0; i--) {
      double sum = 0;
      for (int c = i + 1; c < width; c++) {
        sum += border[i * width + c] * contrast[c];
      }
      contrast[i] = -sum / border[i * (width + 1)];
    }
    return contrast;
  }

  /** The products of rows with what least squares leave of y. */
  private double[] left(double[] products) {
    int width = leastSquares.length;
    double[] left = new double[products.length / width];
    for (int i = 0; i < left.length; i++) {
      double sum = 0;
      for (int c = 0; c < width; c++) {
        sum += products[i * width + c] * leastSquares[c];
      }
      left[i] = sum;
    }
    return left;
  }

  /** The equations with one of the grouping factors only, and X taken out of y. */
  private NormalEquations alone(int g) {
    List<Term> terms = new ArrayList<>();
    for (Term term : equations.terms()) {
      if (term.group() == g) {
        terms.add(new Term(0, term.offset(), term.size(), term.correlated()));
      }
    }
    Block own = equations.block(g, g);
    Block block = new Block(0, 0, own.rowStart(), own.column(), own.values());
    Group group = equations.groups().get(g);
    double[] border = left(equations.border());
    return new NormalEquations(
        equations.rows(),
        equations.sumLogWeights(),
        0,
        new double[] {border[border.length - 1]},
        List.of(new Group(group.levels(), group.size(), left(group.border()))),
        terms,
        List.of(block));
  }

  private void scatter(int g, double[] parameters) {
    int next = 0;
    for (int i = 0; i < theta.length; i++) {
      if (objective.templates.group[i] == g) {
        theta[i] = parameters[next++];
      }
    }
  }

  /** From each factor's own residual variance to the one they share. */
  private void rescale(double[] residual, double variance) {
    for (int i = 0; i < theta.length; i++) {
      theta[i] *= Math.sqrt(residual[objective.templates.group[i]] / variance);
      if (objective.templates.isDiagonal(i) && Math.abs(theta[i]) < LEAST) {
        theta[i] = Math.copySign(LEAST, theta[i]);
      }
    }
  }
}
