package org.example;

import org.blup.Contrasts;
import org.blup.MixedModel;

/** Contrasts of one's own, for levels that the compiler knows and for levels in the data. */
@MixedModel("score ~ dose * variety + factor(week) + (1 | subject)")
record Trial(
    double score,
    @Contrasts({
          -1, -0.5, // PLACEBO
          0, 1, // LOW
          1, -0.5 // HIGH
        })
        Dose dose,
    @Contrasts({-1, 1}) String variety,
    @Contrasts({0.5, -0.5}) int week,
    String subject) {
  enum Dose {
    PLACEBO,
    LOW,
    HIGH
  }
}
