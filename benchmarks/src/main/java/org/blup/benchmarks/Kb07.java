package org.blup.benchmarks;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import org.blup.MixedModel;
import org.blup.model.Criterion;

/** 56 subjects × 32 items under eight conditions (Kronmüller & Barr 2007). */
final class Kb07 {

  @MixedModel(
      "y ~ 1 + s + t + u + v + w + x + z + (1 + s + t + u + v + w + x + z | g)"
          + " + (1 + s + t + u + v + w + x + z | h)")
  record Maximal(double y, int s, int t, int u, int v, int w, int x, int z, String g, String h) {}

  @MixedModel("y ~ 1 + s + t + u + v + w + x + z + (1 + s + t + u | g) + (1 + s + t + u | h)")
  record Twenty(double y, int s, int t, int u, int v, int w, int x, int z, String g, String h) {}

  static final Case<Maximal> MAXIMAL =
      Case.of("kb07-maximal", "kb07.csv", Kb07_MaximalModel.model(), Criterion.ML, Kb07::maximal)
          .whichIsSlow();

  static final Case<Twenty> TWENTY =
      Case.of("kb07-twenty", "kb07.csv", Kb07_TwentyModel.model(), Criterion.ML, Kb07::twenty);

  private Kb07() {}

  private static Maximal maximal(NamedCsvRecord line) {
    return new Maximal(
        Csv.number(line, "y"),
        Csv.integer(line, "s"),
        Csv.integer(line, "t"),
        Csv.integer(line, "u"),
        Csv.integer(line, "v"),
        Csv.integer(line, "w"),
        Csv.integer(line, "x"),
        Csv.integer(line, "z"),
        line.getField("g"),
        line.getField("h"));
  }

  private static Twenty twenty(NamedCsvRecord line) {
    Maximal row = maximal(line);
    return new Twenty(
        row.y(), row.s(), row.t(), row.u(), row.v(), row.w(), row.x(), row.z(), row.g(), row.h());
  }
}
