package org.blup.reml;

import java.util.List;
import org.blup.design.NormalEquations.Group;
import org.blup.linalg.SelectedInverse;

/** What is kept of the equations once the optimum is found, in the user's basis of Z. */
final class Optimum implements Solution {

  private final double criterion;
  private final double[] theta;
  private final double[][] templates;
  private final double[][] workingFactors;
  private final double sigma;
  private final double[] beta;
  private final double[] betaCovariance;
  private final double[][] modes;

  /** For each group the conditional covariances, one k × k block a level. */
  private final double[][] conditionalCovariances;

  private final int[] groupSize;
  private final List<SingularDirection> singularDirections;
  private final double predictedGain;
  private final int evaluations;

  /**
   * Takes what it needs from an objective that was last evaluated at the optimum.
   *
   * @param criterion the value there
   */
  Optimum(
      Objective objective,
      double criterion,
      List<SingularDirection> singularDirections,
      double predictedGain) {
    MixedModelEquations model = objective.model;
    model.solve();
    this.criterion = criterion;
    this.singularDirections = List.copyOf(singularDirections);
    this.predictedGain = predictedGain;
    evaluations = objective.evaluations();
    theta = objective.theta();
    templates = new double[objective.templates.terms().size()][];
    for (int t = 0; t < templates.length; t++) {
      templates[t] = objective.userBasis.template(t, objective.templates.template(t, model.lambda));
    }
    workingFactors = new double[model.lambda.length][];
    for (int g = 0; g < workingFactors.length; g++) {
      workingFactors[g] = model.lambda[g].clone();
    }
    sigma = model.sigma();
    double[] scale = model.assembly.borderScale;
    int p = model.columns;
    beta = new double[p];
    for (int c = 0; c < p; c++) {
      double scaled = model.solution[model.assembly.symbolic.unknowns() + c];
      beta[c] = scaled * scale[c] / scale[p];
    }
    modes = new double[model.modes.length][];
    groupSize = new int[modes.length];
    for (int g = 0; g < modes.length; g++) {
      modes[g] = model.modes[g].clone();
      for (int i = 0; i < modes[g].length; i++) {
        modes[g][i] /= scale[p];
      }
      objective.userBasis.effects(g, modes[g]);
      groupSize[g] = model.equations().groups().get(g).size();
    }
    SelectedInverse inverse = objective.inverse();
    betaCovariance = fixedCovariance(model, inverse);
    inverse.compute(0);
    conditionalCovariances = new double[modes.length][];
    for (int g = 0; g < modes.length; g++) {
      conditionalCovariances[g] = conditionalCovariances(model, inverse, g);
      objective.userBasis.covariances(g, conditionalCovariances[g]);
    }
  }

  /** {@code σ² [C⁻¹]_XX}. */
  private double[] fixedCovariance(MixedModelEquations model, SelectedInverse inverse) {
    int p = model.columns;
    inverse.computeBorder(p);
    double[] scale = model.assembly.borderScale;
    int square = model.assembly.symbolic.borderSquare();
    double[] covariance = new double[p * p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        double element = inverse.panels()[square + i + j * (p + 1)];
        covariance[i * p + j] = element * (sigma * scale[i]) * (sigma * scale[j]);
      }
    }
    return covariance;
  }

  /** {@code σ² Λ [C_ZZ⁻¹]_jj Λᵀ} for each level j. */
  private double[] conditionalCovariances(
      MixedModelEquations model, SelectedInverse inverse, int g) {
    Group group = model.equations().groups().get(g);
    int k = group.size();
    double[] lambda = model.lambda[g];
    double[] covariances = new double[Math.multiplyExact(group.levels(), k * k)];
    double[] left = new double[k * k];
    for (int j = 0; j < group.levels(); j++) {
      int node = model.assembly.groupStart[g] + j;
      int at = model.assembly.diagonal[node];
      int ld = model.assembly.leadingDimension[node];
      for (int a = 0; a < k; a++) {
        for (int c = 0; c < k; c++) {
          double sum = 0;
          for (int b = 0; b < k; b++) {
            sum += lambda[a * k + b] * inverse.panels()[at + b + c * ld];
          }
          left[a * k + c] = sum * sigma;
        }
      }
      for (int a = 0; a < k; a++) {
        for (int b = 0; b < k; b++) {
          double sum = 0;
          for (int c = 0; c < k; c++) {
            sum += left[a * k + c] * lambda[b * k + c];
          }
          covariances[(j * k + a) * k + b] = sum * sigma;
        }
      }
    }
    return covariances;
  }

  @Override
  public double criterion() {
    return criterion;
  }

  @Override
  public double[] theta() {
    return theta.clone();
  }

  @Override
  public double[] template(int term) {
    return templates[term].clone();
  }

  @Override
  public double[] workingFactor(int group) {
    return workingFactors[group].clone();
  }

  @Override
  public double sigma() {
    return sigma;
  }

  @Override
  public double[] beta() {
    return beta.clone();
  }

  @Override
  public double[] betaCovariance() {
    return betaCovariance.clone();
  }

  @Override
  public double[] modes(int group) {
    return modes[group].clone();
  }

  @Override
  public double[] conditionalCovariance(int group, int level) {
    int length = groupSize[group] * groupSize[group];
    int at = level * length;
    return java.util.Arrays.copyOfRange(conditionalCovariances[group], at, at + length);
  }

  @Override
  public List<SingularDirection> singularDirections() {
    return singularDirections;
  }

  @Override
  public double predictedGain() {
    return predictedGain;
  }

  @Override
  public int evaluations() {
    return evaluations;
  }
}
