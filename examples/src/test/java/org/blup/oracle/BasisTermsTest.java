package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.blup.MixedModel;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.fit.AnovaTable;
import org.blup.model.fit.AnovaType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of terms with bases of a number beside lmerTest's: {@code inference/bases.R}. */
class BasisTermsTest {

  @MixedModel(name = "poly", value = "distance ~ poly(age, 2) * sex + (1 | subject)")
  @MixedModel(name = "numeric", value = "distance ~ age * sex + I(age^2) * sex + (1 | subject)")
  @MixedModel(
      name = "spline",
      value = "distance ~ ns(age, knots(11), boundary(8, 14)) * sex + (1 | subject)")
  @MixedModel(name = "scaled", value = "distance ~ scale(age) * sex + (1 | subject)")
  @MixedModel(name = "line", value = "distance ~ age * sex + (1 | subject)")
  record Child(double distance, double age, String subject, String sex) {

    static Child of(Line line) {
      return new Child(
          line.number("distance"), line.number("age"), line.text("subject"), line.text("sex"));
    }
  }

  private static final Map<String, Model<Child, ? extends MixedFit<Child>>> MODELS =
      Map.of(
          "poly", BasisTermsTest_polyModel.model(),
          "numeric", BasisTermsTest_numericModel.model(),
          "spline", BasisTermsTest_splineModel.model(),
          "scaled", BasisTermsTest_scaledModel.model(),
          "line", BasisTermsTest_lineModel.model());

  /** lmerTest's degrees of freedom are by differences. */
  @ParameterizedTest
  @CsvSource({
    "poly, I", "poly, II", "poly, III",
    "numeric, I", "numeric, II", "numeric, III",
    "spline, I", "spline, II", "spline, III",
    "scaled, I", "scaled, II", "scaled, III",
    "line, I", "line, II", "line, III"
  })
  void tablesAreLmerTests(String id, AnovaType type) throws URISyntaxException {
    Path file = Path.of(Child.class.getResource("/inference/bases.csv").toURI());
    List<Line> expected =
        Line.read(file, each -> each).stream()
            .filter(line -> line.text("id").equals(id) && line.text("type").equals(type.name()))
            .toList();

    AnovaTable table = MODELS.get(id).fit(children()).anova(type);

    assertThat(table.rows()).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      Line line = expected.get(i);
      AnovaTable.Row row = table.rows().get(i);
      String term = line.text("term");
      assertThat(row.numeratorDf()).as(term).isEqualTo(line.integer("numdf"));
      assertThat(row.f()).as(term).isCloseTo(line.number("f"), within(1e-5 * line.number("f")));
      assertThat(row.denominatorDf())
          .as(term)
          .isCloseTo(line.number("dendf"), within(1e-3 * line.number("dendf")));
    }
  }

  private static List<Child> children() {
    List<Child> all = new ArrayList<>(Line.read(OracleFolder.dataFile("orthodont.csv"), Child::of));
    List.of(89, 50, 49, 2).forEach(i -> all.remove(i.intValue()));
    return all;
  }
}
