package org.blup.oracle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.blup.LevelStructure;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;

/** Autoregressions over years, days and months. */
final class AutoregressiveLevels {

  /** The Nile's annual flow: see {@link RandomWalks.Nile}. */
  @MixedModel(name = "Level", value = "flow ~ 1 + (1 | ar1(year))")
  @MixedModel(name = "Trend", value = "flow ~ year + (1 | ar1(year))")
  @MixedModel(name = "Known", value = "flow ~ 1 + (1 | related(year))")
  record Nile(double flow, int year) {

    static List<Nile> rows() {
      return RandomWalks.Nile.rows().stream().map(row -> new Nile(row.flow(), row.year())).toList();
    }
  }

  @MixedModel
  record Annotated(@Response double flow, @Random(levels = LevelStructure.AR1) int year) {}

  /** The sleep study about a curve that all subjects share. */
  @MixedModel(name = "Shared", value = "reaction ~ days + (1 | subject) + (1 | ar1(days))")
  @MixedModel(name = "Without", value = "reaction ~ days + (1 | subject)")
  @MixedModel(
      name = "Covarying",
      value = "reaction ~ days + (1 | ar1(days)) + residual(cs(days | subject))")
  record Sleep(double reaction, int days, String subject) {

    static List<Sleep> rows() {
      return RandomWalks.Sleep.wandering().stream()
          .map(row -> new Sleep(row.reaction(), row.days(), row.subject()))
          .toList();
    }
  }

  /** Levels and slopes that are an autoregression, over days; every eleventh has no rows. */
  @MixedModel(name = "Slopes", value = "y ~ x + (1 + x | ar1(day)) + (1 | site)")
  @MixedModel(name = "Apart", value = "y ~ x + (1 + x || ar1(day)) + (1 | site)")
  @MixedModel(name = "Independent", value = "y ~ x + (1 + x | day) + (1 | site)")
  record Dated(double y, double x, LocalDate day, String site) {

    static final int DAYS = 80;
    static final LocalDate FIRST = LocalDate.of(2024, 2, 1);

    static List<Dated> rows(double rho) {
      java.util.Random random = new java.util.Random(11);
      double[] sites = IntStream.range(0, 8).mapToDouble(i -> random.nextGaussian()).toArray();
      double level = random.nextGaussian();
      double slope = random.nextGaussian();
      List<Dated> rows = new ArrayList<>();
      for (int day = 0; day < DAYS; day++) {
        for (int i = 0; i < 6; i++) {
          int site = random.nextInt(8);
          double x = random.nextGaussian();
          double y = 3 + x + 2 * level + slope * x + sites[site] + random.nextGaussian();
          if (day % 11 != 5) {
            rows.add(new Dated(y, x, FIRST.plusDays(day), "s" + site));
          }
        }
        double innovation = Math.sqrt(1 - rho * rho);
        level = rho * level + innovation * random.nextGaussian();
        slope = rho * slope + innovation * random.nextGaussian();
      }
      return rows;
    }
  }

  /** One made-up row a day, whose effects change their sign most of the time. */
  @MixedModel("y ~ x + (1 | ar1(day))")
  record Alternating(double y, double x, int day) {

    private static final double[] Y = {
      1.38, 2.47, 5.98, -2.13, 4.9, -3.86, 3.03, 1.7, 2.56, -0.9, 2.29, 1.66, 6.38, 0.01, 0.46,
      -1.35, -4.71, 1.78, 2.44, -4.75, -4.07, 3.09, 2.33, 4.41, 5.16, 3.18, -1.49, 5.13, 1.68,
      -3.79, 2.88, 4.06, 2.52
    };
    private static final double[] X = {
      -0.54, -0.83, 0.07, 0.67, 1.34, 1.54, 2.1, -0.41, 1.4, 1.28, -0.47, 0.56, 0.99, -0.23, 0.4,
      -0.73, -1.16, 0.31, -0.27, -1.71, -1.46, -0.93, -3.02, -0.46, -1.01, 0.5, -1.84, 0.2, -2.13,
      -0.53, -0.48, -0.05, -0.18
    };

    static List<Alternating> rows() {
      return IntStream.range(0, Y.length).mapToObj(i -> new Alternating(Y[i], X[i], i)).toList();
    }
  }

  private AutoregressiveLevels() {}
}
