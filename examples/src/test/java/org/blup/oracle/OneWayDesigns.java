package org.blup.oracle;

import java.util.List;
import org.blup.Contrast;
import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;
import org.blup.Weight;

/** One grouping factor with an intercept for each of its levels. */
final class OneWayDesigns {

  enum Type {
    T1,
    T2,
    T3,
    T4
  }

  enum Gender {
    F,
    M
  }

  enum Sequence {
    ABAB,
    BABA
  }

  enum Formulation {
    R,
    T
  }

  @MixedModel
  record Dyestuff(@Response double yield, @Random String batch) {

    static Dyestuff of(Line line) {
      return new Dyestuff(line.number("yield"), line.text("batch"));
    }
  }

  @MixedModel
  record Rail(@Response int travel, @Random byte rail) {

    static Rail of(Line line) {
      return new Rail(line.integer("travel"), (byte) line.integer("rail"));
    }
  }

  @MixedModel("effort ~ type + (1 | subject)")
  record ErgoStool(int effort, String type, int subject) {

    static ErgoStool of(Line line) {
      return new ErgoStool(line.integer("effort"), line.text("type"), line.integer("subject"));
    }
  }

  @MixedModel
  record ErgoStoolSum(
      @Response int effort, @Fixed(contrast = Contrast.SUM) Type type, @Random int subject) {

    static ErgoStoolSum of(Line line) {
      return new ErgoStoolSum(
          line.integer("effort"), line.constant("type", Type.class), line.integer("subject"));
    }
  }

  @MixedModel
  record ErgoStoolHelmert(
      @Response int effort, @Fixed(contrast = Contrast.HELMERT) String type, @Random int subject) {

    static ErgoStoolHelmert of(Line line) {
      return new ErgoStoolHelmert(
          line.integer("effort"), line.text("type"), line.integer("subject"));
    }
  }

  @MixedModel("incidence / size ~ period + (1 | herd)")
  record Cbpp(int incidence, @Weight int size, String period, int herd) {

    static Cbpp of(Line line) {
      return new Cbpp(
          line.integer("incidence"),
          line.integer("size"),
          line.text("period"),
          line.integer("herd"));
    }
  }

  @MixedModel("y ~ gender * age + (1 | person)")
  record Growth(double y, Gender gender, int age, int person) {

    static Growth of(Line line) {
      return new Growth(
          line.number("y"),
          line.constant("gender", Gender.class),
          line.integer("age"),
          line.integer("person"));
    }
  }

  @MixedModel
  record Bioequivalence(
      @Response double logData,
      @Fixed Sequence sequence,
      @Fixed String period,
      @Fixed Formulation formulation,
      @Random int subject) {

    static Bioequivalence of(Line line) {
      return new Bioequivalence(
          line.number("logData"),
          line.constant("sequence", Sequence.class),
          line.text("period"),
          line.constant("formulation", Formulation.class),
          line.integer("subject"));
    }
  }

  @MixedModel(
      "efficiency ~ 1 + frh + rrh + ya + gc + frh:rrh + frh:ya + frh:gc + rrh:ya + rrh:gc + ya:gc"
          + " + I(frh^2) + I(rrh^2) + I(ya^2) + I(gc^2) + (1 | wholePlots)")
  record WindTunnel(
      double efficiency, double frh, double rrh, double ya, double gc, int wholePlots) {

    static WindTunnel of(Line line) {
      return new WindTunnel(
          line.number("efficiency"),
          line.number("frh"),
          line.number("rrh"),
          line.number("ya"),
          line.number("gc"),
          line.integer("wholePlots"));
    }
  }

  private OneWayDesigns() {}

  static List<OracleCase<?>> cases() {
    return List.of(
        OracleCase.of("dyestuff", OneWayDesigns_DyestuffModel.model(), Dyestuff::of),
        OracleCase.of("dyestuff-ml", OneWayDesigns_DyestuffModel.model(), Dyestuff::of),
        OracleCase.of("dyestuff2-singular", OneWayDesigns_DyestuffModel.model(), Dyestuff::of),
        OracleCase.of("rail", OneWayDesigns_RailModel.model(), Rail::of),
        OracleCase.of("ergostool", OneWayDesigns_ErgoStoolModel.model(), ErgoStool::of),
        OracleCase.of("ergostool-sum", OneWayDesigns_ErgoStoolSumModel.model(), ErgoStoolSum::of),
        OracleCase.of(
            "ergostool-helmert", OneWayDesigns_ErgoStoolHelmertModel.model(), ErgoStoolHelmert::of),
        OracleCase.of("cbpp-weighted", OneWayDesigns_CbppModel.model(), Cbpp::of),
        OracleCase.of("growth-cs-ml-sas", OneWayDesigns_GrowthModel.model(), Growth::of),
        OracleCase.of(
            "bioequivalence", OneWayDesigns_BioequivalenceModel.model(), Bioequivalence::of),
        OracleCase.of("wind-tunnel", OneWayDesigns_WindTunnelModel.model(), WindTunnel::of));
  }
}
