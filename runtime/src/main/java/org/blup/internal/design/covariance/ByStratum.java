package org.blup.internal.design.covariance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

/**
 * Residuals that are independent between strata, and within a stratum have a covariance of their
 * own, {@code exp(2λ_s) R_s}. σ belongs to the first stratum, where λ = 0; parameters are those of
 * the first stratum's form, and then for each other stratum λ and those of its form.
 *
 * @param names of the strata
 * @param parts the form of each
 */
public record ByStratum(List<String> names, List<SummedForm> parts) implements SummedForm {

  public ByStratum {
    names = List.copyOf(names);
    parts = List.copyOf(parts);
  }

  /** The first parameter of each stratum's form, and behind the last. */
  private int[] starts() {
    int[] starts = new int[parts.size() + 1];
    int next = 0;
    for (int s = 0; s < parts.size(); s++) {
      starts[s] = next;
      next += parts.get(s).parameters() + 1;
    }
    starts[parts.size()] = next;
    return starts;
  }

  /** The first of each stratum's sums, and behind the last. */
  private int[] sumStarts() {
    int[] starts = new int[parts.size() + 1];
    for (int s = 0; s < parts.size(); s++) {
      starts[s + 1] = starts[s] + parts.get(s).sums();
    }
    return starts;
  }

  @Override
  public int parameters() {
    return starts()[parts.size()] - 1;
  }

  @Override
  public int sums() {
    return sumStarts()[parts.size()];
  }

  @Override
  public long rows() {
    return parts.stream().mapToLong(SummedForm::rows).sum();
  }

  @Override
  public double[] independent() {
    return joined(s -> 0, s -> parts.get(s).independent());
  }

  @Override
  public Range range(double[] phi, int parameter) {
    int[] starts = starts();
    int s = 0;
    while (starts[s + 1] <= parameter) {
      s++;
    }
    boolean isLambda = s < parts.size() - 1 && parameter == starts[s + 1] - 1;
    return isLambda
        ? Range.about(phi[parameter])
        : parts.get(s).range(ofPart(s, phi), parameter - starts[s]);
  }

  @Override
  public double[] start(double[] squares) {
    double first = variance(squares);
    return joined(
        s -> {
          double variance = parts.get(s).variance(of(s, squares));
          return variance > 0 && first > 0 ? Math.log(variance / first) / 2 : 0;
        },
        s -> parts.get(s).start(of(s, squares)));
  }

  private double[] joined(IntToDoubleFunction lambda, IntFunction<double[]> own) {
    int[] starts = starts();
    double[] all = new double[parameters()];
    for (int s = 0; s < parts.size(); s++) {
      if (s > 0) {
        all[starts[s] - 1] = lambda.applyAsDouble(s);
      }
      double[] part = own.apply(s);
      System.arraycopy(part, 0, all, starts[s], part.length);
    }
    return all;
  }

  private double[] of(int stratum, double[] sums) {
    int[] starts = sumStarts();
    return Arrays.copyOfRange(sums, starts[stratum], starts[stratum + 1]);
  }

  @Override
  public double variance(double[] squares) {
    return parts.get(0).variance(of(0, squares));
  }

  @Override
  public double meanVariance(double[] phi) {
    double sum = 0;
    for (int s = 0; s < parts.size(); s++) {
      double own = parts.get(s).meanVariance(ofPart(s, phi));
      sum += parts.get(s).rows() * Math.exp(2 * lambda(s, phi)) * own;
    }
    return sum / rows();
  }

  @Override
  public Optional<String> unseen(double[] phi) {
    for (int s = 0; s < parts.size(); s++) {
      String name = names.get(s);
      Optional<String> unseen =
          parts.get(s).unseen(ofPart(s, phi)).map(text -> text + " in " + name);
      if (unseen.isPresent()) {
        return unseen;
      }
    }
    return Optional.empty();
  }

  @Override
  public List<Block> blocks(double[] phi) {
    List<Block> blocks = new ArrayList<>();
    for (int s = 0; s < parts.size(); s++) {
      Block own = parts.get(s).blocks(ofPart(s, phi)).get(0);
      double factor = Math.exp(2 * lambda(s, phi));
      blocks.add(
          new Block(
              names.get(s),
              own.positions(),
              (a, b) -> factor * own.covariance(a, b),
              own.range(),
              own.exponent()));
    }
    return blocks;
  }

  private double lambda(int stratum, double[] phi) {
    return stratum == 0 ? 0 : phi[starts()[stratum] - 1];
  }

  private double[] ofPart(int stratum, double[] phi) {
    int[] starts = starts();
    return Arrays.copyOfRange(phi, starts[stratum], starts[stratum + 1] - 1);
  }

  @Override
  public Combination at(double[] phi) {
    List<Combination> own = new ArrayList<>();
    double[] precisions = new double[parts.size()];
    double logDeterminant = 0;
    for (int s = 0; s < precisions.length; s++) {
      own.add(parts.get(s).at(ofPart(s, phi)));
      precisions[s] = Math.exp(-2 * lambda(s, phi));
      logDeterminant += own.get(s).logDeterminant() + 2 * lambda(s, phi) * parts.get(s).rows();
    }
    long[] rows = parts.stream().mapToLong(SummedForm::rows).toArray();
    return new StrataCombination(own, precisions, rows, starts(), sumStarts(), logDeterminant);
  }
}
