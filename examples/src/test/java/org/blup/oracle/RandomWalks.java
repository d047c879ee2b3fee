package org.blup.oracle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.blup.Fixed;
import org.blup.LevelStructure;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;

/** Random walks over years, days and months. */
final class RandomWalks {

  /**
   * The annual flow of the Nile at Aswan, 1871 to 1970, in 10⁸ m³ (Durbin &amp; Koopman 2012, Time
   * Series Analysis by State Space Methods; R's {@code datasets::Nile}).
   */
  private static final double[] NILE = {
    1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180,
    799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833,
    701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845,
    864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649,
    846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815,
    1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740
  };

  @MixedModel(name = "LocalLevel", value = "flow ~ 1 + (1 | rw1(year))")
  @MixedModel(name = "SmoothTrend", value = "flow ~ year + (1 | rw2(year))")
  @MixedModel(name = "Drift", value = "flow ~ year + (1 | rw1(year))")
  @MixedModel(name = "Noise", value = "flow ~ 1 + (1 | year) + (1 | rw1(year))")
  record Nile(double flow, int year) {

    static List<Nile> rows() {
      return IntStream.range(0, NILE.length).mapToObj(i -> new Nile(NILE[i], 1871 + i)).toList();
    }
  }

  /** The local level model as annotations. */
  @MixedModel
  record Annotated(@Response double flow, @Random(levels = LevelStructure.RW1) int year) {

    static List<Annotated> rows() {
      return Nile.rows().stream().map(row -> new Annotated(row.flow, row.year)).toList();
    }
  }

  /** The smooth trend as annotations. */
  @MixedModel
  record AnnotatedTrend(
      @Response double flow, @Fixed @Random(levels = LevelStructure.RW2) int year) {}

  /** The sleep study with a curve that all subjects share. */
  @MixedModel(name = "Shared", value = "reaction ~ 1 + (1 | subject) + (1 | rw1(days))")
  @MixedModel(
      name = "Covarying",
      value = "reaction ~ 1 + (1 | rw1(days)) + residual(cs(days | subject))")
  @MixedModel(name = "Curve", value = "reaction ~ days + (1 | subject) + (1 | rw2(days))")
  @MixedModel(name = "Straight", value = "reaction ~ days + (1 | subject)")
  @MixedModel(name = "Independent", value = "reaction ~ days + (1 | subject) + (1 | days)")
  @MixedModel(name = "Proper", value = "reaction ~ days + (1 | subject) + (1 | related(days))")
  @MixedModel(name = "Wandering", value = "reaction ~ days + (1 | subject) + (1 | rw1(days))")
  record Sleep(double reaction, int days, String subject) {

    static List<Sleep> rows() {
      return Line.read(
          OracleFolder.dataFile("sleepstudy.csv"),
          line -> new Sleep(line.number("reaction"), line.integer("days"), line.text("subject")));
    }

    /** The same about a curve that is no line. */
    static List<Sleep> wandering() {
      return rows().stream()
          .map(row -> new Sleep(row.reaction + 40 * Math.sin(row.days), row.days, row.subject))
          .toList();
    }
  }

  enum Month {
    JAN,
    FEB,
    MAR,
    APR,
    MAY,
    JUN,
    JUL,
    AUG,
    SEP,
    OCT,
    NOV,
    DEC
  }

  /** Levels of every type that has steps. */
  @MixedModel(name = "ByMonth", value = "y ~ x + (x | rw1(month))")
  @MixedModel(name = "ByDay", value = "y ~ x * day + (x | rw2(day))")
  record Dated(double y, double x, Month month, LocalDate day) {

    static List<Dated> rows() {
      List<Dated> rows = new ArrayList<>();
      java.util.Random random = new java.util.Random(7);
      double level = 0;
      double slope = 0;
      for (Month month : Month.values()) {
        level += random.nextGaussian();
        slope += random.nextGaussian();
        boolean isMissed = month == Month.JAN || month == Month.MAY || month == Month.DEC;
        for (int i = 0; i < (isMissed ? 0 : 8); i++) {
          double x = random.nextDouble();
          double y = 3 + level + (1 + slope) * x + 0.5 * random.nextGaussian();
          rows.add(new Dated(y, x, month, LocalDate.of(2024, month.ordinal() + 1, 1 + i)));
        }
      }
      return rows;
    }
  }

  private RandomWalks() {}
}
