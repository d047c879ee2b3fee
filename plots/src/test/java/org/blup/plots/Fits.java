package org.blup.plots;

import java.nio.file.Path;
import java.util.List;
import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;

/** Fits of the examples' data. */
public final class Fits {

  private static final Path DATA =
      Path.of("..", "examples", "src", "main", "resources", "org", "blup", "examples");

  /** A driver's mean reaction time in milliseconds after some days of little sleep. */
  @MixedModel
  public record Sleep(
      @Response double reaction, @Fixed @Random(group = "subject") double days, String subject) {}

  /** A part of a plot of oats: its yield and its nitrogen. */
  @MixedModel("yield ~ variety * nitro + (1 | block/variety)")
  @MixedModel(name = "Varieties", value = "yield ~ variety + (variety | block)")
  @MixedModel(name = "Cells", value = "yield ~ variety + (0 + variety | block)")
  public record Part(double yield, String variety, double nitro, String block) {}

  /** The same with the doses of nitrogen, in fifths of a hundredweight, as a factor. */
  @MixedModel("yield ~ factor(dose) * variety + (1 | block/variety)")
  public record Dose(double yield, int dose, String variety, String block) {}

  /** A zone without bacteria. */
  @MixedModel
  public record Zone(@Response double diameter, @Random String plate, @Random String sample) {}

  private Fits() {}

  public static List<Sleep> sleep() {
    return Fits_SleepModel.readCsv(DATA.resolve("sleepstudy.csv"));
  }

  public static List<Part> oats() {
    return Fits_PartModel.readCsv(DATA.resolve("oats.csv"));
  }

  public static List<Dose> doses() {
    return oats().stream()
        .map(
            part ->
                new Dose(
                    part.yield(), (int) Math.round(part.nitro() * 5), part.variety(), part.block()))
        .toList();
  }

  public static List<Zone> zones() {
    return Fits_ZoneModel.readCsv(DATA.resolve("penicillin.csv"));
  }

  public static Fits_SleepModel.Fit sleepFit() {
    return Fits_SleepModel.fit(sleep());
  }
}
