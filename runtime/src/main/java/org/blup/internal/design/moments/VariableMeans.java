package org.blup.internal.design.moments;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.blup.internal.design.coding.Monomial;

/** The means of the variables of a pass over all rows, found in its tables. */
final class VariableMeans {

  private final MomentTables tables;

  VariableMeans(MomentTables tables) {
    this.tables = tables;
  }

  /**
   * The shift, moved to the means of variables that lie further from it than they scatter; the same
   * array if there are none. Sums that slide along with time stay small that way.
   */
  double[] recentred(double[] shift) {
    double[] recentred = shift;
    for (int variable = 0; variable < shift.length; variable++) {
      Monomial first = Monomial.of(variable);
      Monomial second = Monomial.of(variable, variable);
      int t = smallest(first, second);
      if (t >= 0) {
        List<Monomial> moments = tables.moments(t);
        double weight = tables.get(t).total(0);
        double mean = tables.get(t).total(moments.indexOf(first)) / weight;
        double squares = tables.get(t).total(moments.indexOf(second)) / weight;
        double variance = Math.max(0, squares - mean * mean);
        if (mean * mean > variance) {
          recentred = recentred == shift ? shift.clone() : recentred;
          recentred[variable] = BasisMoments.rounded(shift[variable] + mean, Math.sqrt(variance));
        }
      }
    }
    return recentred;
  }

  /** The root mean square of each variable about the shift; {@code NaN} where it is not summed. */
  double[] scales(int variables) {
    double[] scales = new double[variables];
    for (int variable = 0; variable < variables; variable++) {
      Monomial square = Monomial.of(variable, variable);
      int t = smallest(Monomial.of(variable), square);
      scales[variable] =
          t < 0
              ? Double.NaN
              : Math.sqrt(
                  tables.get(t).total(tables.moments(t).indexOf(square)) / tables.get(t).total(0));
    }
    return scales;
  }

  /** The table with the fewest cells that sums both, or −1. */
  private int smallest(Monomial first, Monomial second) {
    return IntStream.range(0, tables.count())
        .filter(t -> tables.moments(t).containsAll(List.of(first, second)))
        .boxed()
        .min(Comparator.comparingInt(t -> tables.get(t).cells()))
        .orElse(-1);
  }
}
