package org.blup.prints;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.blup.MixedModel;
import org.blup.model.fit.DegreesOfFreedom;

/** Fits of the data that every reader of lme4's papers knows. */
final class Fits {

  @MixedModel(name = "Slopes", value = "reaction ~ days + (days | subject)")
  @MixedModel(name = "Apart", value = "reaction ~ days + (days || subject)")
  @MixedModel(name = "Logged", value = "log(reaction) ~ days + (1 | subject)")
  record Sleep(double reaction, double days, String subject) {}

  @MixedModel("diameter ~ 1 + (1 | plate) + (1 | sample)")
  record Zone(double diameter, String plate, String sample) {}

  @MixedModel("strength ~ 1 + (1 | batch/cask)")
  record Paste(double strength, String batch, String cask) {}

  enum Variety {
    GOLDEN_RAIN,
    MARVELLOUS,
    VICTORY
  }

  /** Nitrogen in tenths of a hundredweight. */
  @MixedModel("yield ~ variety * factor(nitro) + (1 | block/variety)")
  @MixedModel(name = "Toeplitz", value = "yield ~ variety + nitro + toep(0 + variety | block)")
  @MixedModel(name = "Unequal", value = "yield ~ variety + nitro + csh(0 + variety | block)")
  record Plot(double yield, Variety variety, int nitro, String block) {}

  /** A covariate in milliseconds since 1970 with a slope of 1e-10. */
  @MixedModel("y ~ x + (1 | g)")
  record Clock(double y, double x, String g) {}

  private Fits() {}

  static List<Sleep> sleep() {
    return rows(
        "sleepstudy.csv",
        row -> new Sleep(number(row, "reaction"), number(row, "days"), row.getField("subject")));
  }

  static Fits_SlopesModel.Fit slopes() {
    return Fits_SlopesModel.fit(sleep());
  }

  static Fits_ApartModel.Fit apart() {
    return Fits_ApartModel.fit(sleep());
  }

  static Fits_LoggedModel.Fit logged() {
    return Fits_LoggedModel.fitting().degreesOfFreedom(DegreesOfFreedom.WALD).fit(sleep());
  }

  static Fits_ZoneModel.Fit penicillin() {
    return Fits_ZoneModel.fit(
        rows(
            "penicillin.csv",
            row ->
                new Zone(number(row, "diameter"), row.getField("plate"), row.getField("sample"))));
  }

  static Fits_PasteModel.Fit pastes() {
    return Fits_PasteModel.fit(
        rows(
            "pastes.csv",
            row ->
                new Paste(number(row, "strength"), row.getField("batch"), row.getField("cask"))));
  }

  static Fits_PlotModel.Fit oats() {
    return Fits_PlotModel.fitting()
        .degreesOfFreedom(DegreesOfFreedom.KENWARD_ROGER)
        .fit(rows("oats.csv", Fits::plot));
  }

  static Fits_ToeplitzModel.Fit toeplitz() {
    return Fits_ToeplitzModel.fit(rows("oats.csv", Fits::plot));
  }

  static Fits_UnequalModel.Fit unequal() {
    return Fits_UnequalModel.fit(rows("oats.csv", Fits::plot));
  }

  private static Plot plot(NamedCsvRecord row) {
    return new Plot(
        number(row, "yield"),
        Variety.valueOf(row.getField("variety").toUpperCase(Locale.ROOT).replace(' ', '_')),
        (int) Math.round(10 * number(row, "nitro")),
        row.getField("block"));
  }

  /** {@code y = 5 + 1e-10 (x - 1.7e12)}, moved a little by row and group. */
  static Fits_ClockModel.Fit clock() {
    return Fits_ClockModel.fit(
        IntStream.range(0, 300)
            .mapToObj(
                i ->
                    new Clock(
                        5 + 1e-7 * i + 1e-7 * Math.sin(i * i) + 1e-7 * (i % 10),
                        1.7e12 + 1e3 * i,
                        "g" + i % 10)));
  }

  private static <T> List<T> rows(String file, Function<NamedCsvRecord, T> row) {
    try (InputStream bytes = Fits.class.getResourceAsStream("/oracle/data/" + file);
        CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(bytes);
        Stream<NamedCsvRecord> records = reader.stream()) {
      return records.map(row).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double number(NamedCsvRecord row, String field) {
    return Double.parseDouble(row.getField(field));
  }
}
