package org.blup.examples;

import java.util.List;
import org.blup.MixedModel;
import org.blup.model.fit.Interval;
import org.blup.model.fit.LinearTest;

/**
 * Is a generic drug as bioavailable as the original? A replicate crossover trial, in which each
 * subject takes both, some of them twice: subjects differ in what each treatment does to them, and
 * residuals vary by treatment, as the FDA's model for replicate designs has it. The data are set 5
 * of Fuglsang, Schütz &amp; Labes (2015), as in the tests of Metida.jl (MIT License).
 */
public final class Bioequivalence {

  enum Treatment {
    R,
    T
  }

  /** What a subject had in its blood after a treatment. */
  @MixedModel(
      "log(pk) ~ sequence + factor(period) + treatment + csh(0 + treatment | subject)"
          + " + residual(by = treatment)")
  record Dose(double pk, String sequence, int period, Treatment treatment, int subject) {}

  private Bioequivalence() {}

  /** Fits the model; prints the ratio of the treatments with its interval, and tests it. */
  public static void main(String[] args) {
    List<Dose> rows = Resources.read(Bioequivalence_DoseModel.csv(), "bioequivalence.csv");

    Bioequivalence_DoseModel.Fit fit = Bioequivalence_DoseModel.fit(rows);
    System.out.println(fit);

    LinearTest difference = fit.fixed().treatmentT().test();
    Interval logs = difference.interval(0.90);
    System.out.printf(
        "T / R: %.2f %%, 90 %% interval %.2f %% to %.2f %%%n",
        100 * Math.exp(difference.estimate()),
        100 * Math.exp(logs.lower()),
        100 * Math.exp(logs.upper()));
    System.out.printf(
        "Within 80 %% to 125 %% (two one-sided tests): p = %.1e%n",
        difference.pValueEquivalent(Math.log(1.25)));
    System.out.printf(
        "Standard deviation within subjects: R %.3f, T %.3f%n",
        fit.residual().standardDeviation(Treatment.R),
        fit.residual().standardDeviation(Treatment.T));
  }
}
