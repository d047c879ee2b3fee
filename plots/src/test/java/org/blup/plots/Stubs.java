package org.blup.plots;

import java.util.List;
import org.blup.model.diagnostics.Diagnostics;
import org.blup.model.diagnostics.ResidualLag;
import org.blup.model.fit.ConditionalModes;
import org.ejml.data.DMatrixRMaj;

/** Answers that no small fit gives. */
final class Stubs {

  private Stubs() {}

  /** Modes of one effect with standard deviations of 1. */
  record Modes(String group, List<String> levels, double[] modes) implements ConditionalModes {

    @Override
    public List<String> effectNames() {
      return List.of("(Intercept)");
    }

    @Override
    public double levelCorrelation() {
      return 0;
    }

    @Override
    public double correlation(int effect1, int effect2) {
      return 1;
    }

    @Override
    public int position(String... level) {
      return levels.indexOf(level[0]);
    }

    @Override
    public double mode(int level, int effect) {
      return modes[level];
    }

    @Override
    public boolean hasCoefficients() {
      return true;
    }

    @Override
    public double coefficient(int level, int effect) {
      return modes[level];
    }

    @Override
    public DMatrixRMaj covariance(int level) {
      return new DMatrixRMaj(new double[][] {{1}});
    }

    @Override
    public double standardDeviation(int level, int effect) {
      return 1;
    }

    @Override
    public DMatrixRMaj errorCovariance(int level) {
      return covariance(level);
    }

    @Override
    public double standardError(int level, int effect) {
      return 1;
    }

    @Override
    public double shrinkage(int level, int effect) {
      return 0.5;
    }
  }

  /** Residuals of rows. */
  record Rows(String response, double[] fitted, double[] residuals) implements Diagnostics {

    @Override
    public int rows() {
      return fitted.length;
    }

    @Override
    public double fittedValue(int row) {
      return fitted[row];
    }

    @Override
    public double residual(int row) {
      return residuals[row];
    }

    @Override
    public double pearsonResidual(int row) {
      return residuals[row];
    }

    @Override
    public double scaledResidual(int row) {
      return residuals[row];
    }

    @Override
    public double standardisedResidual(int row) {
      return residuals[row];
    }

    @Override
    public double hatValue(int row) {
      return 0.5;
    }

    @Override
    public double normalisedResidual(int row) {
      return residuals[row];
    }

    @Override
    public List<ResidualLag> lags() {
      return List.of();
    }

    @Override
    public List<ResidualLag> normalisedLags() {
      return List.of();
    }

    @Override
    public double cooksDistance(int row) {
      return 0;
    }
  }
}
