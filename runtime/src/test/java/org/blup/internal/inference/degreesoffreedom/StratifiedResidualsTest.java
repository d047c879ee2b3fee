package org.blup.internal.inference.degreesoffreedom;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.blup.internal.design.covariance.ByStratum;
import org.blup.internal.design.covariance.Correlation;
import org.blup.internal.design.covariance.CovarianceStructure;
import org.blup.internal.design.covariance.Forms;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.covariance.SummedForm;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualSums;
import org.blup.internal.reml.equations.Fev;
import org.blup.internal.reml.equations.RepeatedRows;
import org.blup.internal.reml.equations.Rows;
import org.junit.jupiter.api.Test;

/**
 * Degrees of freedom where strata have residual covariances of their own, and beside random
 * effects: by a dense likelihood ({@code oracle/covariance} of the shared folder).
 */
class StratifiedResidualsTest {

  private static final Path DATA = Path.of("../../shared/data");

  @Test
  void autoregressionsOfTwoArms() throws IOException {
    FittedCase fev = FittedCase.of(byArm(Correlation.AUTOREGRESSIVE, true), true);
    double[] mean = fev.coefficient(0);
    fev.assertSatterthwaite(mean, 189.066996257151);
    fev.assertKenwardRoger(false, mean, 214.679668199285, 0.499407429331757, 0.500898535709416);
    fev.assertKenwardRoger(true, mean, 189.066996257151, 0.500667284468521, 0.502689540078835);
    FittedCase ml = FittedCase.of(byArm(Correlation.AUTOREGRESSIVE, true), false);
    ml.assertSatterthwaite(mean, 190.229119132615);
  }

  @Test
  void heterogeneousStructuresOfTwoArms() throws IOException {
    FittedCase fev = FittedCase.of(byArm(Correlation.COMPOUND_SYMMETRY, false), true);
    double[] mean = fev.coefficient(0);
    fev.assertSatterthwaite(mean, 190.868655075792);
    fev.assertKenwardRoger(false, mean, 186.225765568358, 0.348087922594312, 0.34811951174595);
    fev.assertKenwardRoger(true, mean, 190.868655075792, 0.350222178439713, 0.350251342248226);
    FittedCase ar1h = FittedCase.of(byArm(Correlation.AUTOREGRESSIVE, false), false);
    ar1h.assertSatterthwaite(mean, 177.688846471858);
    FittedCase cs = FittedCase.of(byArm(Correlation.COMPOUND_SYMMETRY, true), false);
    cs.assertSatterthwaite(mean, 184.183055960877);
  }

  private static ResidualSums byArm(Correlation correlation, boolean oneVariance)
      throws IOException {
    Fev fev = Fev.read();
    PatternedCovariance structure = new PatternedCovariance(correlation, oneVariance);
    RepeatedRows all = fev.rows("arm", structure, false);
    double[] treated = all.rows().x[1];
    Rows rows = fev.rows("1", structure, false).rows();
    List<SummedForm> parts = new ArrayList<>();
    List<NormalEquations> sums = new ArrayList<>();
    for (int arm = 0; arm < 2; arm++) {
      double own = arm;
      List<int[]> subjects =
          all.subjects().stream().filter(subject -> treated[subject[0]] == own).toList();
      ResidualSums ofArm =
          new RepeatedRows(rows, structure, all.visits(), subjects, all.visit()).sums();
      parts.add(ofArm.form());
      sums.addAll(ofArm.sums());
    }
    return new ResidualSums(new ByStratum(List.of("PBO", "TRT"), parts), sums);
  }

  /** {@code y ~ x + condition + (1 | subject) + (1 | item)}, a residual variance by stratum. */
  @Test
  void strataBesideCrossedEffects() throws IOException {
    List<String[]> lines = read("covariance/sim_crossed.csv");
    int n = lines.size();
    double[] x = column(lines, 1);
    double[] b = lines.stream().mapToDouble(line -> line[2].equals("b") ? 1 : 0).toArray();
    double[] c = lines.stream().mapToDouble(line -> line[2].equals("c") ? 1 : 0).toArray();
    Rows rows = Rows.of(column(lines, 0), Rows.constant(n), x, b, c);
    rows.term(rows.group(levels(lines, 4)), true, Rows.constant(n));
    rows.term(rows.group(levels(lines, 5)), true, Rows.constant(n));
    double[] second = lines.stream().mapToDouble(line -> line[3].equals("2") ? 1 : 0).toArray();
    double[] first = IntStream.range(0, n).mapToDouble(i -> 1 - second[i]).toArray();
    List<RealMatrix> sums =
        List.of(
            MatrixUtils.createRealDiagonalMatrix(first),
            MatrixUtils.createRealDiagonalMatrix(second));
    long many = (long) IntStream.range(0, n).mapToDouble(i -> second[i]).sum();
    FittedCase fit =
        FittedCase.of(new ResidualSums(Forms.strata(n - many, many), rows.equations(sums)), true);
    double[] slope = fit.coefficient(1);
    fit.assertSatterthwaite(slope, 524.927676710433);
    fit.assertKenwardRoger(false, slope, 524.966861192607, 0.0504357341075832, 0.0504357341075832);
    fit.assertKenwardRoger(true, slope, 524.927676710433, 0.0504355136004894, 0.0504355136004894);
    fit.assertSatterthwaite(fit.coefficient(0), 46.1507851759402);
  }

  /** {@code reaction ~ days + (1 | subject)}, AR(1) of a subject's days. */
  @Test
  void autoregressionBesideARandomIntercept() throws IOException {
    List<String[]> lines = read("sleepstudy.csv");
    int n = lines.size();
    double[] days = column(lines, 1);
    int[] subject = levels(lines, 2);
    Rows rows = Rows.of(column(lines, 0), Rows.constant(n), days);
    rows.term(rows.group(subject), CovarianceStructure.UNSTRUCTURED, Rows.constant(n));
    PatternedCovariance structure = new PatternedCovariance(Correlation.AUTOREGRESSIVE, true);
    int[] visit = lines.stream().mapToInt(line -> Integer.parseInt(line[1])).toArray();
    List<int[]> subjects =
        IntStream.of(subject)
            .distinct()
            .mapToObj(s -> IntStream.range(0, n).filter(i -> subject[i] == s).toArray())
            .toList();
    FittedCase fit =
        FittedCase.of(new RepeatedRows(rows, structure, 10, subjects, visit).sums(), true);
    double[] slope = fit.coefficient(1);
    fit.assertSatterthwaite(slope, 27.0727406294359);
    fit.assertKenwardRoger(false, slope, 28.1655350054011, 1.36163516950225, 1.3503808818426);
    fit.assertKenwardRoger(true, slope, 27.0727406294359, 1.36268891529147, 1.35075651730848);
    double[] intercept = fit.coefficient(0);
    fit.assertSatterthwaite(intercept, 30.7830631460417);
    fit.assertKenwardRoger(true, intercept, 30.7830631460417, 10.8928147877958, 10.9722680527544);
  }

  private static List<String[]> read(String name) throws IOException {
    Path file = DATA.resolve(name);
    assumeTrue(Files.exists(file), "needs " + file);
    return Files.readAllLines(file).stream().skip(1).map(line -> line.split(",", -1)).toList();
  }

  private static double[] column(List<String[]> lines, int column) {
    return lines.stream().mapToDouble(line -> Double.parseDouble(line[column])).toArray();
  }

  private static int[] levels(List<String[]> lines, int column) {
    List<String> names = lines.stream().map(line -> line[column]).distinct().sorted().toList();
    return lines.stream().mapToInt(line -> names.indexOf(line[column])).toArray();
  }
}
