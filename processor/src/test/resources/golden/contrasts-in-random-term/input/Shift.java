package org.example;

import org.blup.MixedModel;

/** Numbered contrasts, before and behind effects whose number only the data know. */
@SuppressWarnings("blup:903")
@MixedModel(
    "output ~ 1 + (C(shift, sum) + C(machine, helmert) | worker)"
        + " + (machine + C(shift, poly) + C(tool, sum) + night | plant)")
record Shift(
    double output,
    Part shift,
    String machine,
    String tool,
    boolean night,
    String worker,
    String plant) {

  enum Part {
    EARLY,
    LATE,
    NIGHT
  }
}
