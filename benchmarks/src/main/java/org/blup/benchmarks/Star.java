package org.blup.benchmarks;

import org.blup.MixedModel;
import org.blup.model.Criterion;
import org.jspecify.annotations.Nullable;

/** Project STAR: pupils partly crossed with teachers (R package mlmRev). */
final class Star {

  @MixedModel("math ~ gr + sx + eth + cltype + (1 | id) + (1 | tch)")
  record Pupil(
      double math, String gr, String sx, @Nullable String eth, String cltype, int id, int tch) {}

  static final Case<Pupil> PARTIALLY_CROSSED =
      Case.of(
          "star-partially-crossed",
          "star.csv.gz",
          Star_PupilModel.model(),
          Criterion.REML,
          line ->
              new Pupil(
                  Csv.number(line, "math"),
                  line.getField("gr").intern(),
                  line.getField("sx").intern(),
                  Csv.text(line, "eth"),
                  line.getField("cltype").intern(),
                  Csv.integer(line, "id"),
                  Csv.integer(line, "tch")),
          "id",
          "tch");

  private Star() {}
}
