package org.example;

import org.blup.MixedModel;

/** Without an intercept the first factor has a coefficient for each level. */
@MixedModel("effort ~ 0 + type + weight:type + (1 | subject)")
record Ergo(double effort, Type type, double weight, String subject) {

  enum Type {
    T1,
    T2
  }
}
