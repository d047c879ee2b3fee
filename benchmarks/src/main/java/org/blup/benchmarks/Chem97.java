package org.blup.benchmarks;

import org.blup.MixedModel;
import org.blup.model.Criterion;

/** A-level chemistry: 2,410 schools in 131 authorities (R package mlmRev). */
final class Chem97 {

  @MixedModel("score ~ gcsecnt + (gcsecnt | school) + (1 | lea)")
  record Pupil(double score, double gcsecnt, int school, int lea) {}

  static final Case<Pupil> SLOPES =
      Case.of(
          "chem97-slopes",
          "chem97.csv.gz",
          Chem97_PupilModel.model(),
          Criterion.REML,
          line ->
              new Pupil(
                  Csv.number(line, "score"),
                  Csv.number(line, "gcsecnt"),
                  Csv.integer(line, "school"),
                  Csv.integer(line, "lea")),
          "school",
          "lea");

  private Chem97() {}
}
