package org.blup.oracle;

import java.util.List;
import org.blup.Column;
import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;

/** Grouping factors within grouping factors. */
final class NestedDesigns {

  enum Gender {
    F,
    M
  }

  @MixedModel
  record Pastes(@Response double strength, String batch, @Random(within = "batch") char cask) {

    static Pastes of(Line line) {
      return new Pastes(line.number("strength"), line.text("batch"), line.letter("cask"));
    }
  }

  @MixedModel(name = "PastesExplicit", value = "strength ~ 1 + (1 | batch) + (1 | batch:cask)")
  @MixedModel(name = "PastesSample", value = "strength ~ 1 + (1 | sample)")
  record PastesSamples(double strength, String batch, String cask, String sample) {

    static PastesSamples of(Line line) {
      return new PastesSamples(
          line.number("strength"), line.text("batch"), line.text("cask"), line.text("sample"));
    }
  }

  @MixedModel(name = "OxideNested", value = "thickness ~ 1 + (1 | lot / wafer)")
  @MixedModel(name = "OxideSource", value = "thickness ~ source + (1 | lot) + (1 | lot:wafer)")
  record Oxide(double thickness, String source, int lot, int wafer) {

    static Oxide of(Line line) {
      return new Oxide(
          line.number("thickness"),
          line.text("source"),
          line.integer("lot"),
          line.integer("wafer"));
    }
  }

  @MixedModel
  record Semi2(
      @Response int thickness, @Fixed String source, int lot, @Random(within = "lot") int wafer) {

    static Semi2 of(Line line) {
      return new Semi2(
          line.integer("thickness"),
          line.text("source"),
          line.integer("lot"),
          line.integer("wafer"));
    }
  }

  @MixedModel("height ~ gender + (1 | family) + (1 | family:gender)")
  record Height(double height, int family, Gender gender) {

    static Height of(Line line) {
      return new Height(
          line.number("height"), line.integer("family"), line.constant("gender", Gender.class));
    }
  }

  @MixedModel
  record Genetics(
      @Response double yield,
      @Fixed String family,
      int location,
      @Random(within = "location") int block) {

    static Genetics of(Line line) {
      return new Genetics(
          line.number("yield"),
          line.text("family"),
          line.integer("location"),
          line.integer("block"));
    }
  }

  @MixedModel(
      name = "Participation",
      value = "participation ~ extroversion + (1 | school / classroom)")
  @MixedModel(
      name = "Extroversion",
      value = "extroversion ~ open + agree + participation + (1 | school / classroom)")
  record Pupil(
      double extroversion,
      double open,
      double agree,
      @Column("participation") double social,
      String school,
      String classroom) {

    static Pupil of(Line line) {
      return new Pupil(
          line.number("extroversion"),
          line.number("open"),
          line.number("agree"),
          line.number("participation"),
          line.text("school"),
          line.text("classroom"));
    }
  }

  @MixedModel
  record MathsGain(
      @Response double mathgain, int schoolid, @Random(within = "schoolid") int classid) {

    static MathsGain of(Line line) {
      return new MathsGain(
          line.number("mathgain"), line.integer("schoolid"), line.integer("classid"));
    }
  }

  @MixedModel(
      "mathgain ~ mathkind + sex + minority + ses + yearstea + mathprep + mathknow"
          + " + (1 | schoolid) + (1 | schoolid:classid)")
  record MathsPupil(
      double mathgain,
      int mathkind,
      String sex,
      String minority,
      double ses,
      double yearstea,
      double mathprep,
      double mathknow,
      int schoolid,
      int classid) {

    static MathsPupil of(Line line) {
      return new MathsPupil(
          line.number("mathgain"),
          line.integer("mathkind"),
          line.text("sex"),
          line.text("minority"),
          line.number("ses"),
          line.number("yearstea"),
          line.number("mathprep"),
          line.number("mathknow"),
          line.integer("schoolid"),
          line.integer("classid"));
    }
  }

  @MixedModel
  record Chemistry(
      @Response int score, @Fixed double gcsecnt, int lea, @Random(within = "lea") int school) {

    static Chemistry of(Line line) {
      return new Chemistry(
          line.integer("score"),
          line.number("gcsecnt"),
          line.integer("lea"),
          line.integer("school"));
    }
  }

  @MixedModel
  record ChemistrySlopes(
      @Response int score,
      @Fixed @Random(group = "school") double gcsecnt,
      int school,
      @Random int lea) {

    static ChemistrySlopes of(Line line) {
      return new ChemistrySlopes(
          line.integer("score"),
          line.number("gcsecnt"),
          line.integer("school"),
          line.integer("lea"));
    }
  }

  private NestedDesigns() {}

  static List<OracleCase<?>> cases() {
    return List.of(
        OracleCase.of("pastes-nested", NestedDesigns_PastesModel.model(), Pastes::of),
        OracleCase.of(
            "pastes-nested-explicit", NestedDesigns_PastesExplicitModel.model(), PastesSamples::of),
        OracleCase.of(
            "pastes-sample-only", NestedDesigns_PastesSampleModel.model(), PastesSamples::of),
        OracleCase.of("oxide-nested", NestedDesigns_OxideNestedModel.model(), Oxide::of),
        OracleCase.of("oxide-source", NestedDesigns_OxideSourceModel.model(), Oxide::of),
        OracleCase.of("semi2", NestedDesigns_Semi2Model.model(), Semi2::of),
        OracleCase.of("heights-sas", NestedDesigns_HeightModel.model(), Height::of),
        OracleCase.of("genetics", NestedDesigns_GeneticsModel.model(), Genetics::of),
        OracleCase.of("participation", NestedDesigns_ParticipationModel.model(), Pupil::of),
        OracleCase.of("extroversion", NestedDesigns_ExtroversionModel.model(), Pupil::of),
        OracleCase.of("classroom", NestedDesigns_MathsGainModel.model(), MathsGain::of),
        OracleCase.of("classroom-full", NestedDesigns_MathsPupilModel.model(), MathsPupil::of),
        OracleCase.of("chem97", NestedDesigns_ChemistryModel.model(), Chemistry::of),
        OracleCase.of(
            "chem97-slopes", NestedDesigns_ChemistrySlopesModel.model(), ChemistrySlopes::of));
  }
}
