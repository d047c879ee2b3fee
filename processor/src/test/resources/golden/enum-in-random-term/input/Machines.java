package org.example;

import org.blup.MixedModel;

/** Each worker has an effect on each machine; the machines are known to the compiler. */
@MixedModel("score ~ machine + (0 + machine | worker)")
record Machines(double score, Machine machine, int worker) {

  enum Machine {
    A,
    B,
    C
  }
}
