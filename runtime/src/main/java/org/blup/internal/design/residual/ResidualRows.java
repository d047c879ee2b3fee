package org.blup.internal.design.residual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.blup.internal.design.covariance.ResidualForm.Block;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.design.equations.ResidualModel;
import org.blup.internal.design.equations.Submodel;
import org.blup.internal.design.equations.WithinSubjects;
import org.blup.internal.design.rowcovariance.RowCombination;
import org.blup.internal.design.rowcovariance.RowForm;
import org.blup.internal.design.rowcovariance.SubjectCovariance;
import org.blup.internal.numeric.Interruption;

/**
 * Equations made of rows, subject by subject: with E such that {@code EᵀE = R⁻¹} of a subject, K
 * its rows, {@code W = EK}, {@code V = EᵀW} and {@code W_i = E ∂_iR V}
 *
 * <pre>
 *   A = Σ WᵀW     A_i = −Σ WᵀW_i     B_ij = Σ W_iᵀW_j     D_ij = Σ Vᵀ ∂_ijR V
 * </pre>
 *
 * (the symmetric parts). Nothing of the size of the rows is made beside them. A and A_i are
 * combined of sums over neighbouring rows where there are such sums, and these are smaller than the
 * rows.
 *
 * @param form the covariance
 * @param kept the rows
 * @param sums over neighbouring rows
 * @param within what subjects say of columns, if there are subjects
 */
public record ResidualRows(
    RowForm form, KeptRows kept, Optional<GapSums> sums, Optional<WithinSubjects> within)
    implements ResidualEquations {

  /** Equations made of rows, and of sums over neighbouring ones where these are smaller. */
  public static ResidualRows of(RowForm form, KeptRows kept, Optional<WithinSubjects> within) {
    return new ResidualRows(form, kept, GapSums.of(form, kept), within);
  }

  @Override
  public EquationPattern pattern() {
    return kept.pattern();
  }

  @Override
  public double work() {
    double columns = pattern().columnsOfRow();
    double ofRows = form.rows() * columns;
    return sums.map(own -> ofRows + own.work()).orElse(ofRows * columns);
  }

  /** As {@link RowStart} finds them. */
  @Override
  public double[] start(double[] coefficients) {
    return new RowStart(this, coefficients).parameters();
  }

  SubjectCovariance covariance(List<RowForm.At> strata, int subject) {
    return strata.get(kept.stratum()[subject]).of(kept.numbers(subject));
  }

  @Override
  public double meanVariance(double[] phi) {
    List<Block> blocks = form.blocks(phi);
    double sum = 0;
    for (int s = 0; s < kept.subjects(); s++) {
      Block block = blocks.get(kept.stratum()[s]);
      for (int row = kept.start()[s]; row < kept.start()[s + 1]; row++) {
        double own = block.variance(kept.positions()[row]);
        double t = form.spread() * kept.exponents()[row];
        sum += form.hasDelta() ? own * Math.exp(2 * block.exponent() * t) : own;
      }
    }
    return sum / form.rows();
  }

  @Override
  public ResidualRows in(Submodel model) {
    return new ResidualRows(
        form,
        kept.in(model),
        sums.map(own -> own.in(model)),
        within.filter(unused -> model.hasAllFixed()));
  }

  @Override
  public At at(double[] phi) {
    return new Point(phi);
  }

  /** Takes a subject with its covariance. */
  private interface Visitor {

    /**
     * Takes a subject.
     *
     * @param first the first parameter of its stratum
     */
    void take(int subject, SubjectCovariance covariance, int first);
  }

  /** The equations at some parameters. */
  private final class Point implements At {

    private final int m;
    private final double[] phi;
    private final List<RowForm.At> strata;
    private List<NormalEquations> all = List.of();

    Point(double[] phi) {
      this.phi = phi.clone();
      m = phi.length;
      strata = form.at(phi);
    }

    private void forEach(Visitor visitor) {
      for (int s = 0; s < kept.subjects(); s++) {
        Interruption.check(s);
        visitor.take(s, covariance(strata, s), form.start(kept.stratum()[s]));
      }
    }

    @Override
    public NormalEquations equations() {
      return sums.map(own -> own.equations(phi)).orElseGet(this::ofRows);
    }

    private NormalEquations ofRows() {
      SubjectSum sum = new SubjectSum(pattern());
      double[] logDeterminant = new double[1];
      forEach(
          (subject, covariance, first) -> {
            SubjectMatrix rows = kept.matrix(subject);
            covariance.whiten(rows.values(), rows.columns());
            sum.add(1, rows, rows.values(), rows.values());
            logDeterminant[0] += covariance.logDeterminant();
          });
      return sum.equations(
          new ResidualModel(form.rows(), kept.sumLogWeights() - logDeterminant[0]));
    }

    @Override
    public RowCombination combination() {
      return form.combination(phi, sums.map(this::traces).orElseGet(this::tracesOfRows));
    }

    private RowCombination.Traces traces(GapSums own) {
      return new RowCombination.Traces(
          own.logDeterminant(phi), own.traces(phi), this::tracesOfPairs);
    }

    private RowCombination.Traces tracesOfRows() {
      double[] logDeterminant = new double[1];
      double[] traces = new double[m];
      forEach(
          (subject, covariance, first) -> {
            logDeterminant[0] += covariance.logDeterminant();
            for (int i = 0; i < covariance.parameters(); i++) {
              traces[first + i] += covariance.trace(i);
            }
          });
      return new RowCombination.Traces(logDeterminant[0], traces, this::tracesOfPairs);
    }

    private RowCombination.OfPairs tracesOfPairs() {
      double[] products = new double[m * m];
      double[] seconds = new double[m * m];
      forEach(
          (subject, covariance, first) -> {
            for (int i = 0; i < covariance.parameters(); i++) {
              for (int j = 0; j <= i; j++) {
                int at = (first + i) * m + first + j;
                products[at] += covariance.trace(i, j);
                seconds[at] += covariance.secondTrace(i, j);
              }
            }
          });
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < i; j++) {
          products[j * m + i] = products[i * m + j];
          seconds[j * m + i] = seconds[i * m + j];
        }
      }
      return new RowCombination.OfPairs(products, seconds);
    }

    @Override
    public List<NormalEquations> matrices() {
      if (all.size() < m) {
        all = sums.map(own -> own.slopes(phi)).orElseGet(this::slopesOfRows);
      }
      return all;
    }

    private List<NormalEquations> slopesOfRows() {
      List<SubjectSum> sums = Stream.generate(() -> new SubjectSum(pattern())).limit(m).toList();
      forEach(
          (subject, covariance, first) -> {
            SubjectMatrix rows = kept.matrix(subject);
            int columns = rows.columns();
            covariance.whiten(rows.values(), columns);
            double[] v = covariance.whitenedTransposed(rows.values(), columns);
            for (int i = 0; i < covariance.parameters(); i++) {
              double[] own = covariance.firstTimes(i, v, columns);
              covariance.whiten(own, columns);
              sums.get(first + i).add(-1, rows, rows.values(), own);
            }
          });
      return sums.stream().map(this::equations).toList();
    }

    private NormalEquations equations(SubjectSum sum) {
      return sum.equations(new ResidualModel(form.rows(), kept.sumLogWeights()));
    }

    @Override
    public double[][] forms(
        double[] ofZ, double[] ofBorder, int width, double[][] known, boolean seconds) {
      int pairs = RowCombination.pairs(m);
      double[][] forms = Arrays.copyOf(known, m + 2 * pairs);
      for (int f = m; f < forms.length; f++) {
        forms[f] = new double[RowCombination.pairs(width)];
      }
      forEach(
          (subject, covariance, first) -> {
            double[] w = kept.times(subject, ofZ, ofBorder, width);
            covariance.whiten(w, width);
            double[] v = covariance.whitenedTransposed(w, width);
            List<double[]> changes = new ArrayList<>();
            for (int i = 0; i < covariance.parameters(); i++) {
              double[] own = covariance.firstTimes(i, v, width);
              covariance.whiten(own, width);
              changes.add(own);
              for (int j = 0; j <= i; j++) {
                int pair = RowCombination.pair(first + i, first + j);
                addSymmetric(width, changes.get(j), own, forms[m + pair]);
                if (seconds) {
                  double[] second = covariance.secondTimes(i, j, v, width);
                  addSymmetric(width, v, second, forms[m + pairs + pair]);
                }
              }
            }
          });
      return forms;
    }

    /** Adds the lower triangle of the symmetric part of {@code xᵀy}. */
    private static void addSymmetric(int width, double[] x, double[] y, double[] to) {
      for (int from = 0; from < x.length; from += width) {
        int next = 0;
        for (int a = 0; a < width; a++) {
          for (int b = 0; b <= a; b++) {
            to[next++] += 0.5 * (x[from + a] * y[from + b] + x[from + b] * y[from + a]);
          }
        }
      }
    }

    @Override
    public double[] seconds(double[] known, ToDoubleFunction<NormalEquations> linear) {
      double[] seconds = new double[m * m];
      for (int i = 0; i < m; i++) {
        for (int j = 0; j <= i; j++) {
          boolean isZero = pattern().groups().isEmpty() || form.stratum(i) != form.stratum(j);
          double own = isZero ? 0 : linear.applyAsDouble(second(i, j));
          seconds[i * m + j] = own;
          seconds[j * m + i] = own;
        }
      }
      return seconds;
    }

    /** {@code D_ij}. */
    private NormalEquations second(int i, int j) {
      SubjectSum sum = new SubjectSum(pattern());
      forEach(
          (subject, covariance, first) -> {
            if (j >= first && i < first + covariance.parameters()) {
              SubjectMatrix rows = kept.matrix(subject);
              int columns = rows.columns();
              covariance.whiten(rows.values(), columns);
              double[] v = covariance.whitenedTransposed(rows.values(), columns);
              sum.add(1, rows, v, covariance.secondTimes(i - first, j - first, v, columns));
            }
          });
      return equations(sum);
    }
  }
}
