package org.blup.internal.reml.identification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.blup.internal.design.covariance.ResidualForm;
import org.blup.internal.design.covariance.ResidualForm.Block;

/** Says in words which variances and correlations of residuals parameters stand for. */
public final class ResidualChanges {

  /** A variance below this share of the largest tends to 0: ten decades, as digits are lost. */
  private static final double NO_VARIANCE = 1e-10;

  /** How far parameters are moved to see what changes: they are angles and logarithms. */
  private static final double STEP = 1e-4;

  /** What changes by a smaller share of the largest change is not named. */
  private static final double LEAST_SHARE = 0.1;

  /** Of more positions pairs are not looked at. */
  private static final int MOST_POSITIONS = 50;

  /** So many positions or pairs are named. */
  private static final int MOST_NAMED = 6;

  private ResidualChanges() {}

  /** Where the variance of residuals tends to 0 beside others; empty if nowhere. */
  public static Optional<String> vanishing(ResidualForm form, double[] phi) {
    List<Block> blocks = form.blocks(phi);
    double largest = 0;
    for (Block block : blocks) {
      largest = Math.max(largest, Arrays.stream(variances(block)).max().orElse(0));
    }
    double least = NO_VARIANCE * largest;
    for (Block block : blocks) {
      double[] variances = variances(block);
      int[] gone = IntStream.range(0, variances.length).filter(a -> variances[a] < least).toArray();
      if (gone.length > 0) {
        List<String> names = new ArrayList<>();
        Arrays.stream(gone).forEach(a -> names.add(position(block, a)));
        return Optional.of("the variance of residuals%s tends to 0".formatted(at(block, names)));
      }
    }
    return Optional.empty();
  }

  /** The variances, correlations, ranges and exponents that a direction changes, in words. */
  public static List<String> of(ResidualForm form, double[] phi, double[] direction) {
    List<Block> forward = form.blocks(moved(phi, direction, STEP));
    List<Block> back = form.blocks(moved(phi, direction, -STEP));
    double largest = 0;
    for (int s = 0; s < forward.size(); s++) {
      double[] changes = changes(numbers(forward.get(s)), numbers(back.get(s)));
      largest = Math.max(largest, Arrays.stream(changes).max().orElse(0));
    }
    List<String> words = new ArrayList<>();
    for (int s = 0; s < forward.size(); s++) {
      double[] changes = changes(numbers(forward.get(s)), numbers(back.get(s)));
      name(forward.get(s), changes, LEAST_SHARE * largest, words);
    }
    return words;
  }

  private static void name(Block block, double[] changes, double least, List<String> words) {
    int m = places(block);
    List<String> variances = new ArrayList<>();
    List<String> pairs = new ArrayList<>();
    for (int a = 0; a < m; a++) {
      if (changes[a] > least) {
        variances.add(position(block, a));
      }
    }
    int next = m;
    for (int a = 0; a < pairPositions(block); a++) {
      for (int b = 0; b < a; b++) {
        if (changes[next++] > least) {
          pairs.add(position(block, b) + " and " + position(block, a));
        }
      }
    }
    if (!variances.isEmpty()) {
      words.add("variance" + at(block, variances));
    }
    if (!pairs.isEmpty()) {
      boolean isEach = pairs.size() > 1 && pairs.size() == next - m;
      words.add(
          isEach ? "correlations" + in(block) : "correlation of " + listed(pairs) + in(block));
    }
    if (changes[next] > least) {
      words.add("range" + in(block));
    }
    if (changes[next + 1] > least) {
      words.add("exponent" + in(block));
    }
  }

  private static double[] moved(double[] phi, double[] direction, double step) {
    double longest = Arrays.stream(direction).map(Math::abs).max().orElse(0);
    double[] moved = phi.clone();
    for (int i = 0; i < moved.length && longest > 0; i++) {
      moved[i] += step * direction[i] / longest;
    }
    return moved;
  }

  /** Logarithms of variances, correlations, the logarithm of the range, and the exponent. */
  private static double[] numbers(Block block) {
    double[] variances = variances(block);
    List<Double> all = new ArrayList<>();
    Arrays.stream(variances).forEach(variance -> all.add(Math.log(variance)));
    for (int a = 0; a < pairPositions(block); a++) {
      for (int b = 0; b < a; b++) {
        all.add(block.covariance(a, b) / Math.sqrt(variances[a] * variances[b]));
      }
    }
    all.add(Math.log(block.range()));
    all.add(block.exponent());
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double[] changes(double[] first, double[] second) {
    double[] changes = new double[first.length];
    for (int i = 0; i < changes.length; i++) {
      double change = Math.abs(first[i] - second[i]);
      changes[i] = Double.isFinite(change) ? change : 0;
    }
    return changes;
  }

  private static double[] variances(Block block) {
    return IntStream.range(0, places(block)).mapToDouble(block::variance).toArray();
  }

  /** Where positions are numbers all have one variance, but for what follows the number. */
  private static int places(Block block) {
    return Math.max(1, block.positions().size());
  }

  private static int pairPositions(Block block) {
    int m = block.positions().size();
    return m > MOST_POSITIONS ? 0 : m;
  }

  private static String position(Block block, int a) {
    return block.positions().isEmpty() ? "" : block.positions().get(a);
  }

  private static String at(Block block, List<String> positions) {
    boolean isAll = positions.size() == places(block);
    return (isAll ? "" : " at " + listed(positions)) + in(block);
  }

  private static String in(Block block) {
    return block.stratum().isEmpty() ? "" : " in " + block.stratum();
  }

  private static String listed(List<String> names) {
    int more = names.size() - MOST_NAMED;
    return more > 0
        ? String.join(", ", names.subList(0, MOST_NAMED)) + " and " + more + " more"
        : String.join(", ", names);
  }
}
