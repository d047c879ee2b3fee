package org.blup.model;

import java.util.Optional;
import java.util.stream.IntStream;
import org.blup.exception.BlupException;
import org.blup.exception.UnknownLevelException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.coding.FactorLevels;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.structure.LevelStructure;

/** Why there is no estimate for a level. */
final class LevelErrors {

  private LevelErrors() {}

  static BlupException referenceLevel(FactorLevels factor, int level) {
    return new BlupException(
        "'"
            + factor.labels().get(level)
            + "' is the reference level of "
            + factor.label()
            + ": it has no coefficient, the others are differences from it. Coefficients: "
            + String.join(", ", factor.contrastNames())
            + ".");
  }

  static UnknownLevelException unknownLevel(ObservedDesign design, int factor, Object level) {
    FactorLevels levels = design.factor(factor);
    String text = String.valueOf(level);
    Optional<GroupLevels> covarying =
        IntStream.range(0, design.groups())
            .mapToObj(design::group)
            .filter(group -> group.structure() != LevelStructure.INDEPENDENT)
            .filter(group -> group.factors()[0] == factor)
            .findFirst();
    if (covarying.isPresent()) {
      return covarying.get().unknownLevel(levels.label(), text, levels.labels());
    }
    return design.structure().isCoded(factor)
        ? new UnknownLevelException(levels.label(), text, levels.observed())
        : UnknownLevelException.ofGroup(levels.label(), text, levels.observed());
  }

  static UnknownLevelException unknownGroup(ObservedDesign design, int group, int... factorLevels) {
    GroupLevels levels = design.group(group);
    int[] factors = levels.factors();
    String[] words = new String[factors.length];
    for (int f = 0; f < factors.length; f++) {
      words[f] = design.factor(factors[f]).labels().get(factorLevels[f]);
    }
    return levels.unknownLevel(words);
  }
}
