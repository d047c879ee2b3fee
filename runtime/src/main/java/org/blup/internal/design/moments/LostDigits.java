package org.blup.internal.design.moments;

import java.util.List;
import java.util.Optional;
import org.blup.internal.design.coding.Monomial;
import org.blup.internal.design.structure.ModelStructure;

/**
 * What subtractions have cost sums of squares: these keep the rounding errors of what they were at
 * most, however small they have become.
 *
 * @param digits how many decimal digits at most, of about 16; 0 where nothing was taken away
 * @param variable whose sum it is
 */
public record LostDigits(double digits, String variable) {

  static final LostDigits NONE = new LostDigits(0, "");

  /** The digits of a number of type double. */
  private static final double ALL = 16;

  /** Fewer than four digits are left above this. */
  private static final double TOO_MANY = 12;

  /** The loss of the sum in a table that has lost most. */
  static LostDigits of(ModelStructure structure, List<Monomial> moments, MomentTable table) {
    LostDigits worst = NONE;
    for (int k = 1; k < table.greatest().length && k < moments.size(); k++) {
      double greatest = table.greatest()[k];
      if (greatest > 0) {
        double left = Math.max(Math.abs(table.total(k)), Double.MIN_NORMAL);
        double lost = Math.max(0, Math.min(ALL, Math.log10(greatest / left)));
        worst = worst.or(new LostDigits(lost, structure.variable(moments.get(k).last())));
      }
    }
    return worst;
  }

  LostDigits or(LostDigits other) {
    return other.digits > digits ? other : this;
  }

  /** Why sums cannot be fitted, if too few digits are left. */
  public Optional<String> problem() {
    return digits <= TOO_MANY
        ? Optional.empty()
        : Optional.of(
            ("subtracting rows has cost %.0f of the 16 digits of the sums of %s: in the rows that"
                    + " are left it varies so little that rounding hides it. Sum these rows anew")
                .formatted(digits, variable));
  }
}
