package org.blup.internal.design.moments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.coding.BasisColumns;
import org.blup.internal.design.coding.DataChecks;
import org.blup.internal.design.coding.OrthogonalColumns;
import org.blup.internal.design.coding.PolynomialColumns;
import org.blup.internal.design.coding.SplineColumns;
import org.blup.internal.design.structure.Basis;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryOutput;

/**
 * What the pass keeps of single numbers: for the covariates their sums, and for each basis that
 * depends on the data the sums of powers of its number over all rows. R's {@code mean}, {@code
 * scale} and {@code poly} know no weights, so these have none.
 */
public final class BasisMoments {

  /** High powers lose digits if the shift is further from the mean, in standard deviations. */
  private static final double DRIFT = 0.5;

  private final ModelStructure structure;
  private final List<PowerSums> sums = new ArrayList<>();
  private final List<PowerSums> response = new ArrayList<>();
  private final List<PowerSums> covariates = new ArrayList<>();

  public BasisMoments(ModelStructure structure) {
    this.structure = structure;
    for (Basis basis : structure.basisDefinitions()) {
      if (basis.needsMoments()) {
        sums.add(new PowerSums(structure.numbers().indexOf(basis.number()), 2 * basis.degree()));
      }
    }
    structure
        .responseBasis()
        .ifPresent(basis -> response.add(new PowerSums(structure.responseVariable(), 2)));
    sums.addAll(response);
    for (String label : structure.covariates()) {
      covariates.add(new PowerSums(structure.numbers().indexOf(label), 1));
    }
    sums.addAll(covariates);
  }

  /**
   * The means of the covariates over all rows, by the index of the number; NaN for other numbers.
   */
  public double[] covariateMeans(double[] shift) {
    double[] means = new double[structure.numbers().size()];
    Arrays.fill(means, Double.NaN);
    covariates.forEach(sum -> means[sum.variable()] = shift[sum.variable()] + sum.mean());
    return means;
  }

  /**
   * The sums of powers over a block of rows; several threads may sum at once.
   *
   * @param variables the values of each variable of the pass, about the shift
   */
  public double[][] powers(double[][] variables, int rows) {
    return sums.stream()
        .map(sum -> sum.powers(variables[sum.variable()], rows))
        .toArray(double[][]::new);
  }

  /** Adds what {@link #powers} summed. */
  public void add(double[][] powers) {
    for (int i = 0; i < powers.length; i++) {
      sums.get(i).add(powers[i]);
    }
  }

  /** Whether {@link #recentred} may move the shift. */
  boolean mayDrift() {
    return sums.stream().anyMatch(sum -> sum.degree() > 2);
  }

  void write(BinaryOutput out) {
    sums.forEach(sum -> sum.write(out));
  }

  void read(BinaryInput in) {
    sums.forEach(sum -> sum.read(in));
  }

  /** The sums of all numbers, to be written back. */
  double[][] copyOfSums() {
    return sums.stream().map(PowerSums::copyOfSums).toArray(double[][]::new);
  }

  /** Writes back what {@link #copyOfSums} copied. */
  void restore(double[][] copy) {
    for (int i = 0; i < copy.length; i++) {
      sums.get(i).restore(copy[i]);
    }
  }

  void merge(BasisMoments other, double[] delta) {
    for (int i = 0; i < sums.size(); i++) {
      PowerSums own = sums.get(i);
      own.merge(other.sums.get(i), delta[own.variable()]);
    }
  }

  void subtract(BasisMoments other, double[] delta) {
    for (int i = 0; i < sums.size(); i++) {
      PowerSums own = sums.get(i);
      own.subtract(other.sums.get(i), delta[own.variable()]);
    }
  }

  /** Changes the shift: x' = x + delta. */
  void move(double[] delta) {
    sums.forEach(sum -> sum.move(delta[sum.variable()]));
  }

  /**
   * The shift with the numbers of bases about their means, as far as it matters for powers above
   * the first; the same array if none has drifted.
   */
  double[] recentred(double[] shift) {
    double[] recentred = shift;
    for (PowerSums sum : sums) {
      if (sum.degree() > 2 && sum.sum(0) > 1) {
        double mean = sum.mean();
        double deviation = Math.sqrt(Math.max(0, sum.sum(2) / sum.sum(0) - mean * mean));
        if (deviation > 0 && Math.abs(mean) > DRIFT * deviation) {
          recentred = recentred == shift ? shift.clone() : recentred;
          recentred[sum.variable()] = rounded(shift[sum.variable()] + mean, deviation);
        }
      }
    }
    return recentred;
  }

  /** With so few digits that taking it from values of the same size costs them none. */
  static double rounded(double origin, double deviation) {
    double step = Math.scalb(1.0, Math.getExponent(deviation) - 4);
    return step < Double.MIN_NORMAL ? origin : Math.rint(origin / step) * step;
  }

  /** The columns of all bases, once all rows are in. */
  public List<BasisColumns> columns(double[] shift, DataChecks checks) {
    List<BasisColumns> columns = new ArrayList<>();
    int next = 0;
    for (int b = 0; b < structure.bases().size(); b++) {
      Basis basis = structure.basisDefinitions().get(b);
      if (basis.isSpline()) {
        columns.add(SplineColumns.of(structure, b));
      } else if (basis.needsMoments()) {
        columns.add(orthogonal(basis, structure.bases().get(b), sums.get(next++), shift, checks));
      } else {
        columns.add(PolynomialColumns.raw(basis, structure.numbers().indexOf(basis.number())));
      }
    }
    return List.copyOf(columns);
  }

  /** What is done to the response: nothing, or what its basis says. */
  public BasisColumns response(double[] shift, DataChecks checks) {
    int variable = structure.responseVariable();
    Basis identity = Basis.rawPolynomial(structure.response(), 1);
    return structure
        .responseBasis()
        .<BasisColumns>map(
            basis -> orthogonal(basis, structure.response(), response.get(0), shift, checks))
        .orElseGet(() -> PolynomialColumns.raw(identity, variable));
  }

  private static BasisColumns orthogonal(
      Basis basis, String label, PowerSums sums, double[] shift, DataChecks checks) {
    int variable = sums.variable();
    double mean = sums.mean();
    return OrthogonalColumns.of(
        basis, label, variable, shift[variable] + mean, sums.about(-mean), checks);
  }
}
