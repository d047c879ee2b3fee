package org.blup.internal.design.equations;

import java.util.List;
import org.blup.internal.numeric.CompensatedSums;

/**
 * The levels of a model's grouping factors, where their cross-products are not at hand: spread over
 * the machines of a cluster in parts, such that levels that meet in a row are in one part. What is
 * asked of them is a function that is sent to the parts.
 */
public interface DistantLevels {

  /** How many levels a group has. */
  int count(int group);

  /** Why they are not at hand, as a clause; empty if the user chose it. */
  default String reason() {
    return "";
  }

  /**
   * What a function makes of each part, in the order of the parts, whichever is done first. Parts
   * without levels give nothing. The arrays are the caller's to change.
   */
  List<double[]> ofParts(LevelFunction function);

  /** The sum over all parts, in their order: the same bits each time. */
  default double[] sum(LevelFunction function) {
    List<double[]> parts = ofParts(function);
    CompensatedSums sums = new CompensatedSums(parts.get(0).length);
    for (double[] part : parts) {
      sums.add(part, 0, part.length);
    }
    double[] total = new double[parts.get(0).length];
    sums.finish(total, 0);
    return total;
  }
}
