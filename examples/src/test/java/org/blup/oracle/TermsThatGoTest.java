package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.blup.MixedModel;
import org.blup.exception.BlupException;
import org.blup.model.DeletionTable;
import org.blup.model.DeletionTable.Deletion;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * drop1 beside lme4's where the smaller formula codes its factors in another way: {@code
 * inference/drop1.R}.
 */
class TermsThatGoTest {

  @MixedModel(name = "means", value = "yield ~ 0 + variety + nitro + (1 | block)")
  @MixedModel(name = "slopeFirst", value = "yield ~ 0 + nitro + variety + (1 | block)")
  @MixedModel(name = "twoFactors", value = "yield ~ 0 + variety + factor(rate) + (1 | block)")
  @MixedModel(name = "crossed", value = "yield ~ 0 + variety * factor(rate) + (1 | block)")
  @MixedModel(name = "cells", value = "yield ~ 0 + variety:factor(rate) + (1 | block)")
  @MixedModel(name = "slopes", value = "yield ~ 0 + variety:nitro + (1 | block)")
  @MixedModel(
      name = "margins",
      value = "yield ~ variety:factor(rate) + factor(rate):block + (1 | block:variety)")
  @MixedModel(name = "sums", value = "yield ~ 0 + factor(rate) + C(variety, sum) + (1 | block)")
  @MixedModel(
      name = "sumsFirst",
      value = "yield ~ 0 + C(variety, sum) + factor(rate) + (1 | block)")
  @MixedModel(name = "aliased", value = "yield ~ nitro + twice + variety + (1 | block)")
  @MixedModel(name = "gap", value = "yield ~ variety * factor(rate) + (1 | block)")
  @MixedModel(
      name = "gapAndMore",
      value = "yield ~ variety * factor(rate) + block + (1 | block:variety)")
  @MixedModel(name = "linear", value = "yield ~ nitro + factor(rate) + variety + (1 | block)")
  @MixedModel(name = "apart", value = "yield ~ variety:nitro + variety:block + (1 | rate)")
  record Plot(double yield, double nitro, double twice, int rate, String variety, String block) {

    static Plot of(Line line) {
      double nitro = line.number("nitro");
      return new Plot(
          line.number("yield"),
          nitro,
          2 * nitro + 1,
          (int) Math.round(5 * nitro),
          line.text("variety"),
          line.text("block"));
    }

    boolean isThere() {
      return rate != 3 || !variety.equals("Victory");
    }
  }

  record Table(String id, List<Line> rows) {
    @Override
    public String toString() {
      return id;
    }
  }

  static Stream<Table> tables() throws URISyntaxException {
    Path file = Path.of(Table.class.getResource("/inference/drop1.csv").toURI());
    Map<String, Table> tables = new TreeMap<>();
    for (Line line : Line.read(file, each -> each)) {
      tables.computeIfAbsent(line.text("id"), id -> new Table(id, new ArrayList<>()));
      tables.get(line.text("id")).rows().add(line);
    }
    return tables.values().stream();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void deletionsAreRs(Table expected) {
    List<Deletion> deletions = fit(expected.id()).drop1().deletions();

    assertThat(deletions).hasSameSizeAs(expected.rows());
    for (int i = 0; i < deletions.size(); i++) {
      Line row = expected.rows().get(i);
      Deletion deletion = deletions.get(i);
      assertThat(deletion.df()).as(row.text("term")).isEqualTo(row.integer("df"));
      assertThat(deletion.aic()).as(row.text("term")).isCloseTo(row.number("aic"), within(1e-6));
      assertThat(deletion.chiSquare())
          .as(row.text("term"))
          .isCloseTo(row.number("chisq"), within(1e-6));
      assertThat(fit(expected.id()).without(deletion.term()).criterion())
          .isEqualTo(deletion.criterion());
      if (deletion.df() == 0) {
        assertThat(deletion.pValue()).isNaN();
      } else {
        assertThat(deletion.pValue())
            .as(row.text("term"))
            .isCloseTo(row.number("p"), within(1e-6 * row.number("p")));
      }
    }
  }

  /** R's rule takes variety's slopes for a margin of its levels; without them blocks have more. */
  @Test
  void aSmallerModelThatIsNoPartOfTheModelIsRefused() {
    DeletionTable table = fit("apart").drop1();

    assertThat(table.refusals().get("variety:nitro"))
        .contains("Without 'variety:nitro'")
        .contains("aic()");
    assertThat(table.deletion("variety:block").df()).isPositive();
    assertThatThrownBy(() -> table.deletion("variety:nitro"))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("There is no fit without 'variety:nitro'");
    assertThat(table.toString()).contains("No fit without variety:nitro: ");
    assertThatThrownBy(() -> fit("apart").without("variety:nitro"))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("There is no fit without 'variety:nitro'")
        .hasMessageContaining("aic()");
  }

  private static MixedFit<Plot> fit(String id) {
    Path data = OracleFolder.dataFile("oats.csv");
    Predicate<Plot> rows = id.startsWith("gap") ? Plot::isThere : plot -> true;
    return model(id).fit(Line.read(data, Plot::of).stream().filter(rows));
  }

  private static Model<Plot, ? extends MixedFit<Plot>> model(String id) {
    return Map.<String, Model<Plot, ? extends MixedFit<Plot>>>ofEntries(
            Map.entry("means", TermsThatGoTest_meansModel.model()),
            Map.entry("slopeFirst", TermsThatGoTest_slopeFirstModel.model()),
            Map.entry("twoFactors", TermsThatGoTest_twoFactorsModel.model()),
            Map.entry("crossed", TermsThatGoTest_crossedModel.model()),
            Map.entry("cells", TermsThatGoTest_cellsModel.model()),
            Map.entry("slopes", TermsThatGoTest_slopesModel.model()),
            Map.entry("margins", TermsThatGoTest_marginsModel.model()),
            Map.entry("sums", TermsThatGoTest_sumsModel.model()),
            Map.entry("sumsFirst", TermsThatGoTest_sumsFirstModel.model()),
            Map.entry("aliased", TermsThatGoTest_aliasedModel.model()),
            Map.entry("gap", TermsThatGoTest_gapModel.model()),
            Map.entry("gapAndMore", TermsThatGoTest_gapAndMoreModel.model()),
            Map.entry("linear", TermsThatGoTest_linearModel.model()),
            Map.entry("apart", TermsThatGoTest_apartModel.model()))
        .get(id);
  }
}
