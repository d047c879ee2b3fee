package org.example;

import org.blup.MixedModel;

/** Types of the user's that are called like those of the generated code. */
@MixedModel("estimate ~ fit + levels + (1 | model) + (1 | coefficient) + (1 | Math)")
record Model(double estimate, Fit fit, Levels levels, String model, int coefficient, String Math) {

  enum Fit {
    GOOD,
    BAD
  }

  enum Levels {
    LOW,
    HIGH
  }
}
