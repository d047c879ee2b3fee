package org.blup.oracle;

import java.nio.file.Path;
import java.util.List;
import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Repeated;
import org.blup.Response;
import org.blup.Structure;

/** Residuals that covary within subjects, or differ in variance. */
final class RepeatedMeasures {

  enum Visit {
    VIS1,
    VIS2,
    VIS3,
    VIS4
  }

  enum Arm {
    PBO,
    TRT
  }

  enum Sex {
    Male,
    Female
  }

  /** A trial with visits, of which some were missed. */
  @MixedModel(
      name = "TrialUsFull",
      value = "fev1 ~ race + sex + arm * visit + residual(us(visit | subject))")
  @MixedModel(name = "TrialUs", value = "fev1 ~ arm + residual(us(visit | subject))")
  @MixedModel(name = "TrialAr1", value = "fev1 ~ arm + residual(ar1(visit | subject))")
  @MixedModel(name = "TrialAr1h", value = "fev1 ~ 1 + residual(ar1h(visit | subject))")
  @MixedModel(name = "TrialCs", value = "fev1 ~ arm + residual(cs(visit | subject))")
  @MixedModel(name = "TrialIntercepts", value = "fev1 ~ arm + (1 | subject)")
  @MixedModel(name = "TrialCsh", value = "fev1 ~ arm + residual(csh(visit | subject))")
  @MixedModel(name = "TrialToep", value = "fev1 ~ arm + residual(toep(visit | subject))")
  @MixedModel(name = "TrialToeph", value = "fev1 ~ 1 + residual(toeph(visit | subject))")
  @MixedModel(name = "TrialAdh", value = "fev1 ~ 1 + residual(adh(visit | subject))")
  @MixedModel(name = "TrialAr1ByArm", value = "fev1 ~ 1 + residual(ar1(visit | subject), by = arm)")
  @MixedModel(name = "TrialCshByArm", value = "fev1 ~ 1 + residual(csh(visit | subject), by = arm)")
  @SuppressWarnings("blup:903")
  record Trial(double fev1, Visit visit, Arm arm, Sex sex, String race, String subject) {

    static List<Trial> rows() {
      return all().stream().filter(row -> !Double.isNaN(row.fev1)).toList();
    }

    /** With the visits that were missed. */
    static List<Trial> all() {
      return Line.read(
          CovarianceOracle.dataFile("fev.csv"),
          line ->
              new Trial(
                  line.number("fev1"),
                  line.constant("visit", Visit.class),
                  line.constant("arm", Arm.class),
                  line.constant("sex", Sex.class),
                  line.text("race"),
                  line.text("subject")));
    }
  }

  /** The same, weighted, said by annotations. */
  @MixedModel
  record WeightedTrial(
      @Response double fev1,
      @Fixed Arm arm,
      @Repeated(subject = "subject", structure = Structure.AR1) Visit visit,
      @org.blup.Weight double weight,
      String subject) {

    static List<WeightedTrial> rows() {
      return Line.read(
              CovarianceOracle.dataFile("fev.csv"),
              line ->
                  new WeightedTrial(
                      line.number("fev1"),
                      line.constant("arm", Arm.class),
                      line.constant("visit", Visit.class),
                      line.number("weight"),
                      line.text("subject")))
          .stream()
          .filter(row -> !Double.isNaN(row.fev1))
          .toList();
    }
  }

  /** Distances in growing heads; the age is centred, and an integer position as well. */
  @MixedModel(
      name = "GrowthAr1",
      value = "distance ~ I(age - 11) * sex + residual(ar1(age | subject))")
  @MixedModel(
      name = "GrowthUs",
      value = "distance ~ I(age - 11) * sex + residual(us(age | subject))")
  @MixedModel(
      name = "GrowthBySex",
      value = "distance ~ I(age - 11) * sex + (I(age - 11) | subject) + residual(by = sex)")
  record Growth(double distance, int age, Sex sex, String subject) {

    static List<Growth> rows() {
      return Line.read(
          CovarianceOracle.dataFile("orthodont_nlme.csv"),
          line ->
              new Growth(
                  line.number("distance"),
                  line.integer("age"),
                  line.constant("sex", Sex.class),
                  line.text("subject")));
    }
  }

  enum Condition {
    a,
    b,
    c
  }

  /** Crossed random effects beside. */
  @MixedModel(
      name = "CrossedAr1",
      value = "y ~ x + condition + (1 | subject) + (1 | item) + residual(ar1(trial | subject))")
  @MixedModel(
      name = "CrossedStrata",
      value = "y ~ x + condition + (1 | subject) + (1 | item) + residual(by = stratum)")
  record Crossed(
      double y, double x, Condition condition, int stratum, int subject, int item, int trial) {

    static List<Crossed> rows() {
      return Line.read(
          CovarianceOracle.dataFile("sim_crossed.csv"),
          line ->
              new Crossed(
                  line.number("y"),
                  line.number("x"),
                  line.constant("condition", Condition.class),
                  line.integer("stratum"),
                  line.integer("subject"),
                  line.integer("item"),
                  line.integer("trial")));
    }
  }

  @MixedModel("reaction ~ days + (1 | subject) + residual(ar1(days | subject))")
  record Nights(double reaction, int days, String subject) {

    static List<Nights> rows() {
      return Line.read(
          OracleFolder.dataFile("sleepstudy.csv"),
          line -> new Nights(line.number("reaction"), line.integer("days"), line.text("subject")));
    }
  }

  enum Treatment {
    R,
    T
  }

  /** A replicate crossover trial for bioequivalence. */
  @MixedModel(
      "log(pk) ~ sequence + factor(period) + treatment + csh(0 + treatment | subject)"
          + " + residual(by = treatment)")
  record Crossover(double pk, String sequence, int period, Treatment treatment, int subject) {

    static List<Crossover> rows(String file) {
      Path path = CovarianceOracle.dataFile(file);
      return Line.read(
          path,
          line ->
              new Crossover(
                  line.number("pk"),
                  line.text("sequence"),
                  line.integer("period"),
                  line.constant("treatment", Treatment.class),
                  line.integer("subject")));
    }
  }

  /**
   * Over three positions, of which the compiler knows none, the sum of both covariances has fewer
   * parameters than they.
   */
  @MixedModel("y ~ 1 + ar1(0 + factor(visit) | subject) + residual(cs(visit | subject))")
  record Confounded(double y, int visit, int subject) {}

  private RepeatedMeasures() {}
}
