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

  private AutoregressiveLevels() {}
}
