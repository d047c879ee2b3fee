package org.blup.oracle;

import java.util.List;
import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;

/** Grouping factors that cross, wholly or in part. */
final class CrossedDesigns {

  enum Attitude {
    inf,
    pol
  }

  enum Sex {
    F,
    M
  }

  @MixedModel
  record Penicillin(@Response int diameter, @Random char plate, @Random char sample) {

    static Penicillin of(Line line) {
      return new Penicillin(line.integer("diameter"), line.letter("plate"), line.letter("sample"));
    }
  }

  @MixedModel(name = "Politeness", value = "pitch ~ gender + (1 | subject) + (1 | scenario)")
  @MixedModel(
      name = "PolitenessAttitude",
      value = "pitch ~ gender + attitude + (1 | subject) + (1 | scenario)")
  @MixedModel(
      name = "PolitenessSlopes",
      value = "pitch ~ attitude * gender + (attitude | subject) + (attitude | scenario)")
  record Pitch(double pitch, char gender, Attitude attitude, String subject, int scenario) {

    static Pitch of(Line line) {
      return new Pitch(
          line.number("pitch"),
          line.letter("gender"),
          line.constant("attitude", Attitude.class),
          line.text("subject"),
          line.integer("scenario"));
    }
  }

  @MixedModel(
      name = "InstEvalThree",
      value = "y ~ service + (1 | s) + (1 | d) + (1 | dept:service)")
  @MixedModel(name = "InstEvalDepartments", value = "y ~ service + (1 | s) + (1 | d) + (1 | dept)")
  @MixedModel(name = "InstEvalFixed", value = "y ~ service * dept + (1 | s) + (1 | d)")
  record InstEval(int y, char service, String dept, int s, int d) {

    static InstEval of(Line line) {
      return new InstEval(
          line.integer("y"),
          line.letter("service"),
          line.text("dept"),
          line.integer("s"),
          line.integer("d"));
    }
  }

  @MixedModel
  record Star(
      @Response Double math,
      @Fixed String gr,
      @Fixed Sex sx,
      @Fixed String eth,
      @Fixed String cltype,
      @Random int id,
      @Random int tch) {

    static Star of(Line line) {
      return new Star(
          line.boxed("math"),
          line.text("gr"),
          line.constant("sx", Sex.class),
          line.text("eth"),
          line.text("cltype"),
          line.integer("id"),
          line.integer("tch"));
    }
  }

  @MixedModel
  record D3(@Response int y, @Fixed int u, @Random String g, @Random int h, @Random int i) {

    static D3 of(Line line) {
      return new D3(
          line.integer("y"),
          line.integer("u"),
          line.text("g"),
          line.integer("h"),
          line.integer("i"));
    }
  }

  @MixedModel(
      "y ~ 1 + s + t + u + v + w + x + z + (1 + s + t + u + v + w + x + z || g)"
          + " + (1 + s + t + u + v + w + x + z || h)")
  record Kb07(double y, int s, int t, int u, int v, int w, int x, int z, String g, String h) {

    static Kb07 of(Line line) {
      return new Kb07(
          line.number("y"),
          line.integer("s"),
          line.integer("t"),
          line.integer("u"),
          line.integer("v"),
          line.integer("w"),
          line.integer("x"),
          line.integer("z"),
          line.text("g"),
          line.text("h"));
    }
  }

  @MixedModel("log(d) ~ log(y) + log(rd) + log(rt) + log(rs) + (1 | state) + (1 | year)")
  record Demand(int d, int y, double rd, double rt, double rs, String state, int year) {

    static Demand of(Line line) {
      return new Demand(
          line.integer("d"),
          line.integer("y"),
          line.number("rd"),
          line.number("rt"),
          line.number("rs"),
          line.text("state"),
          line.integer("year"));
    }
  }

  @MixedModel("y ~ (x1 + x2 + x3 + x4 + x5 + x6)^2 + (1 | wholePlots) + (1 | subplots)")
  record BatteryCell(
      double y,
      double x1,
      double x2,
      double x3,
      double x4,
      double x5,
      double x6,
      int wholePlots,
      int subplots) {

    static BatteryCell of(Line line) {
      return new BatteryCell(
          line.number("y"),
          line.number("x1"),
          line.number("x2"),
          line.number("x3"),
          line.number("x4"),
          line.number("x5"),
          line.number("x6"),
          line.integer("wholePlots"),
          line.integer("subplots"));
    }
  }

  private CrossedDesigns() {}

  static List<OracleCase<?>> cases() {
    return List.of(
        OracleCase.of("penicillin-crossed", CrossedDesigns_PenicillinModel.model(), Penicillin::of),
        OracleCase.of("politeness", CrossedDesigns_PolitenessModel.model(), Pitch::of),
        OracleCase.of(
            "politeness-attitude-ml", CrossedDesigns_PolitenessAttitudeModel.model(), Pitch::of),
        OracleCase.of("politeness-slopes", CrossedDesigns_PolitenessSlopesModel.model(), Pitch::of),
        OracleCase.of("insteval-three", CrossedDesigns_InstEvalThreeModel.model(), InstEval::of),
        OracleCase.of(
            "insteval-three-ml", CrossedDesigns_InstEvalDepartmentsModel.model(), InstEval::of),
        OracleCase.of(
            "insteval-service-dept-ml", CrossedDesigns_InstEvalFixedModel.model(), InstEval::of),
        OracleCase.of("star-partially-crossed", CrossedDesigns_StarModel.model(), Star::of),
        OracleCase.of("d3-ml", CrossedDesigns_D3Model.model(), D3::of),
        OracleCase.of("kb07-zerocorr-ml", CrossedDesigns_Kb07Model.model(), Kb07::of),
        OracleCase.of("demand", CrossedDesigns_DemandModel.model(), Demand::of),
        OracleCase.of("battery-cell", CrossedDesigns_BatteryCellModel.model(), BatteryCell::of));
  }
}
