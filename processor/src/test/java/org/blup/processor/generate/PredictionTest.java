package org.blup.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated arithmetic against the matrices: a prediction is Xβ + Zb + o, whatever the coding. */
class PredictionTest {

  private static final String ROW =
      """
      package org.example;
      @org.blup.MixedModel(
          "y ~ log(age) * sex + smoker * variety + C(grade, helmert) + I(age^2):sex:variety"
              + " + dose + offset(base) + poly(age, 3):variety + scale(dose):smoker"
              + " + ns(base, knots(0.5), boundary(0, 1)) * bs(age, knots(), boundary(1, 2))"
              + " + (1 + age + sex | subject) + (0 + variety | site) + (1 | site:grade)")
      @SuppressWarnings({"blup:903", "blup:906"})
      record Row(
          double y, double age, Sex sex, boolean smoker, String variety, char grade,
          Integer dose, double base, String subject, int site) {
        enum Sex { MALE, FEMALE, OTHER }
      }
      """;

  /** Fits random rows; the largest difference of a prediction from the matrices' product. */
  private static final String CHECK =
      """
      package org.example;
      import java.util.*;
      import org.blup.design.DesignMatrices;
      import org.blup.model.Coefficient;
      public final class Check {
        public static double worstDifference() {
          Random random = new Random(42);
          List<Row> rows = new ArrayList<>();
          for (int i = 0; i < 600; i++) {
            rows.add(new Row(
                random.nextGaussian(), 1 + random.nextDouble(), Row.Sex.values()[random.nextInt(3)],
                random.nextBoolean(), "v" + random.nextInt(3), "xyz".charAt(random.nextInt(3)),
                random.nextInt(5), random.nextDouble(), "s" + random.nextInt(20),
                random.nextInt(8) - 4));
          }
          RowModel.Fit fit = RowModel.fit(rows);
          DesignMatrices matrices = RowModel.design(rows);
          double worst = 0;
          for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            double population = row.base();
            for (int j = 0; j < matrices.xNames().size(); j++) {
              population += matrices.x().get(i, j) * estimate(fit, matrices.xNames().get(j));
            }
            double expected = population;
            for (int j = 0; j < matrices.zNames().size(); j++) {
              double z = matrices.z().get(i, j);
              if (z != 0) {
                expected += z * effect(fit, matrices.zNames().get(j), row);
              }
            }
            worst = Math.max(worst, Math.abs(population - fit.predictPopulation(row)));
            worst = Math.max(worst, Math.abs(expected - fit.predict(row)));
            worst = Math.max(worst, Math.abs(row.y() - fit.predict(row) - fit.residual(row)));
          }
          return worst;
        }

        private static double estimate(RowModel.Fit fit, String name) {
          return fit.coefficients().stream()
              .filter(c -> c.name().equals(name)).mapToDouble(Coefficient::estimate).sum();
        }

        private static double effect(RowModel.Fit fit, String column, Row row) {
          String name = column.substring(0, column.indexOf('|'));
          String level = column.substring(column.indexOf('|') + 1);
          if (name.startsWith("variety")) {
            return fit.site().get(Long.parseLong(level)).variety(name.substring("variety".length()));
          }
          if (level.contains(":")) {
            return fit.siteGrade().get(row.site(), row.grade()).intercept();
          }
          RowModel.Subject.Effects effects = fit.subject().get(level);
          return switch (name) {
            case "(Intercept)" -> effects.intercept();
            case "age" -> effects.age();
            case "sexFEMALE" -> effects.sexFemale();
            case "sexOTHER" -> effects.sexOther();
            default -> throw new IllegalArgumentException(column);
          };
        }

        /** Each accessor of a fixed effect against the coefficient of the name it stands for. */
        public static List<String> wrongAccessors() {
          RowModel.Fit fit = fitted();
          RowModel.Fixed fixed = fit.fixed();
          Map<String, Coefficient> expected = new LinkedHashMap<>();
          expected.put("(Intercept)", fixed.intercept());
          expected.put("log(age)", fixed.logAge());
          expected.put("sexOTHER", fixed.sexOther());
          expected.put("smokerTRUE", fixed.smokerTrue());
          expected.put("varietyv2", fixed.variety("v2"));
          expected.put("C(grade, helmert)2", fixed.grade(2));
          expected.put("dose", fixed.dose());
          expected.put("log(age):sexFEMALE", fixed.logAgeSexFemale());
          expected.put("smokerTRUE:varietyv1", fixed.smokerTrueVariety("v1"));
          List<String> wrong = new ArrayList<>();
          expected.forEach((name, coefficient) -> {
            if (!coefficient.name().equals(name)) {
              wrong.add(name + " is " + coefficient.name());
            }
          });
          return wrong;
        }

        private static RowModel.Fit fitted() {
          Random random = new Random(7);
          return RowModel.fit(random.ints(300).mapToObj(i -> new Row(
              random.nextGaussian(), 1 + random.nextDouble(), Row.Sex.values()[random.nextInt(3)],
              random.nextBoolean(), "v" + random.nextInt(3), "xyz".charAt(random.nextInt(3)),
              random.nextInt(5), random.nextDouble(), "s" + random.nextInt(20),
              random.nextInt(8))));
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void aPredictionIsTheProductOfTheMatrices() throws Exception {
    assertThat((double) call("worstDifference")).isLessThan(1e-9);
  }

  @Test
  void anAccessorLeadsToTheCoefficientOfItsName() throws Exception {
    assertThat((Iterable<?>) call("wrongAccessors")).isEmpty();
  }

  private Object call(String method) throws Exception {
    Compiled compiled = Compiled.of(folder, Map.of("Row.java", ROW, "Check.java", CHECK));
    assertThat(compiled.messages()).isEmpty();
    URL[] classes = {folder.resolve("output").toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader())) {
      return loader.loadClass("org.example.Check").getMethod(method).invoke(null);
    }
  }
}
