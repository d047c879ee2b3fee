package org.blup.examples;

import java.util.List;
import java.util.stream.Collectors;
import org.blup.MixedModel;
import org.blup.model.Coefficient;
import org.blup.model.MissingValues;
import org.blup.model.MixedFit;
import org.blup.model.fit.Interval;

/**
 * Do children learn more in small classes? Project STAR drew lots in the kindergartens of Tennessee
 * in 1985: a causal answer. But lots were drawn for classes with a teacher each, not for children,
 * and children of one class have the teacher in common. Without the effect of the class the model
 * takes the children of some 330 classes for 5,871 independent ones, and is far too sure.
 */
public final class ClassSizes {

  /** Regular, small, and regular with an aide ({@code reg+A} in the file). */
  enum ClassType {
    REG,
    SMALL,
    REG_A
  }

  /** A child: its result in mathematics, its grade, school and teacher. */
  @MixedModel(name = "WithoutClass", value = "math ~ cltype + (1 | sch)")
  @MixedModel(name = "WithClass", value = "math ~ cltype + (1 | sch/tch)")
  record Pupil(double math, ClassType cltype, String gr, int sch, int tch) {}

  private ClassSizes() {}

  /** Prints the effect of a small class under both models. */
  public static void main(String[] args) {
    List<Pupil> kindergarten =
        Resources.read(ClassSizes_WithClassModel.csv(), "star.csv.gz").stream()
            .filter(pupil -> pupil.gr().equals("K"))
            .collect(Collectors.toList());
    ClassSizes_WithoutClassModel.Fit without =
        ClassSizes_WithoutClassModel.fitting().missing(MissingValues.OMIT).fit(kindergarten);
    ClassSizes_WithClassModel.Fit with =
        ClassSizes_WithClassModel.fitting().missing(MissingValues.OMIT).fit(kindergarten);

    print("without the class", without, without.fixed().cltypeSmall());
    print("with the class", with, with.fixed().cltypeSmall());
    System.out.printf(
        "Classes differ by a standard deviation of %.1f points beside schools%n",
        with.schTch().covariance().intercept().standardDeviation());
  }

  private static void print(String model, MixedFit<?> fit, Coefficient small) {
    Interval interval = small.interval(0.95);
    System.out.printf(
        "%-18s  small class %+.2f points, %.2f to %.2f (standard error %.2f, %.0f df), AIC %.0f%n",
        model,
        small.estimate(),
        interval.lower(),
        interval.upper(),
        small.standardError(),
        small.df(),
        fit.aic());
  }
}
