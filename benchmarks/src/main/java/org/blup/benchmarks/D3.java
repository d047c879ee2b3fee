package org.blup.benchmarks;

import org.blup.MixedModel;
import org.blup.model.Criterion;

/** Three crossed factors with a slope each (simulated; examples of MixedModels.jl). */
final class D3 {

  @MixedModel("y ~ u + (1 + u | g) + (1 + u | h) + (1 + u | i)")
  record Row(double y, double u, String g, int h, int i) {}

  static final Case<Row> SLOPES =
      Case.of(
              "d3-slopes-ml",
              "d3.csv.gz",
              D3_RowModel.model(),
              Criterion.ML,
              line ->
                  new Row(
                      Csv.number(line, "y"),
                      Csv.number(line, "u"),
                      line.getField("g"),
                      Csv.integer(line, "h"),
                      Csv.integer(line, "i")),
              "g",
              "h",
              "i")
          .whichIsSlow();

  private D3() {}
}
