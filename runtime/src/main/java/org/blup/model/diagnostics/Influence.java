package org.blup.model.diagnostics;

import java.util.List;
import org.blup.exception.UnknownLevelException;
import org.blup.internal.io.JsonResult;

/**
 * What a fit would be without each level of a grouping factor: exactly, from the factor of the
 * equations, at the covariance parameters θ of all rows. θ is held; σ and the coefficients are not.
 */
public interface Influence {

  /** The grouping factor. */
  String group();

  /** Every level in order. */
  List<LevelInfluence> levels();

  /**
   * One level.
   *
   * @param level the level of each factor of the group, or one text as it is printed: {@code 308},
   *     {@code A:a}
   * @throws UnknownLevelException if there is no such level
   */
  LevelInfluence level(String... level);

  /**
   * Every level as JSON, in fields whose names and order stay: see docs/saving.md. Numbers that are
   * NaN or infinite are null. Needs Jackson's core.
   */
  default String toJson() {
    return JsonResult.of("influence")
        .put("group", group())
        .putAll("rows", levels().stream().map(LevelInfluence::json).toList())
        .text();
  }

  /** Cook's distance, leverage and σ by level. */
  @Override
  String toString();
}
