package org.blup.oracle;

import java.util.List;
import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;

/** A level and a slope for each subject, product or class. */
final class GrowthCurves {

  enum Sex {
    Female,
    Male
  }

  @MixedModel(name = "OrthodontSlopes", value = "distance ~ age * sex + (age | subject)")
  @MixedModel(
      name = "OrthodontCentred",
      value = "distance ~ I(age - 11) * sex + (I(age - 11) | subject)")
  record Orthodont(double distance, int age, Sex sex, String subject) {

    static Orthodont of(Line line) {
      return new Orthodont(
          line.number("distance"),
          line.integer("age"),
          line.constant("sex", Sex.class),
          line.text("subject"));
    }
  }

  @MixedModel(name = "Prices", value = "price ~ time + (time | product)")
  @MixedModel(name = "LogPrices", value = "log(price) ~ time + (time | product)")
  record Price(double price, int time, int product) {

    static Price of(Line line) {
      return new Price(line.number("price"), line.integer("time"), line.integer("product"));
    }
  }

  @MixedModel("log(price) ~ month + (month | product)")
  record UsPrice(double price, int month, String product) {

    static UsPrice of(Line line) {
      return new UsPrice(line.number("price"), line.integer("month"), line.text("product"));
    }
  }

  @MixedModel
  record Batches(@Response Double y, @Fixed @Random(group = "batch") Integer month, Integer batch) {

    static Batches of(Line line) {
      return new Batches(line.boxed("y"), line.integer("month"), line.integer("batch"));
    }
  }

  @MixedModel("hr ~ time * drug + baseHR + (time | patient)")
  record HeartRate(double hr, double time, char drug, int baseHR, int patient) {

    static HeartRate of(Line line) {
      return new HeartRate(
          line.number("hr"),
          line.number("time"),
          line.letter("drug"),
          line.integer("baseHR"),
          line.integer("patient"));
    }
  }

  @MixedModel
  record Sims(@Response int gain, @Fixed @Random(group = "classroom") int pretot, int classroom) {

    static Sims of(Line line) {
      return new Sims(line.integer("gain"), line.integer("pretot"), line.integer("classroom"));
    }
  }

  private GrowthCurves() {}

  static List<OracleCase<?>> cases() {
    return List.of(
        OracleCase.of("orthodont-slope", GrowthCurves_OrthodontSlopesModel.model(), Orthodont::of),
        OracleCase.of(
            "orthodont-centred", GrowthCurves_OrthodontCentredModel.model(), Orthodont::of),
        OracleCase.of("prices", GrowthCurves_PricesModel.model(), Price::of),
        OracleCase.of("prices-log", GrowthCurves_LogPricesModel.model(), Price::of),
        OracleCase.of("us-prices-log", GrowthCurves_UsPriceModel.model(), UsPrice::of),
        OracleCase.of("random-coefficients-sas", GrowthCurves_BatchesModel.model(), Batches::of),
        OracleCase.of("heart-rate", GrowthCurves_HeartRateModel.model(), HeartRate::of),
        OracleCase.of("sims", GrowthCurves_SimsModel.model(), Sims::of));
  }
}
