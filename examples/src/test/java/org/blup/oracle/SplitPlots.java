package org.blup.oracle;

import java.util.List;
import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;

/** Treatments given to plots and to parts of plots. */
final class SplitPlots {

  enum Machine {
    A,
    B,
    C
  }

  enum Recipe {
    A,
    B,
    C
  }

  @MixedModel(name = "MachinesSlopes", value = "score ~ machine + (machine | worker)")
  @MixedModel(
      name = "MachinesInteraction",
      value = "score ~ machine + (1 | worker) + (1 | worker:machine)")
  record Machines(double score, Machine machine, int worker) {

    static Machines of(Line line) {
      return new Machines(
          line.number("score"), line.constant("machine", Machine.class), line.integer("worker"));
    }
  }

  @MixedModel
  record MachineCells(
      @Response double score,
      @Fixed @Random(group = "worker", intercept = false) String machine,
      int worker) {

    static MachineCells of(Line line) {
      return new MachineCells(line.number("score"), line.text("machine"), line.integer("worker"));
    }
  }

  @MixedModel
  record NestedMachines(
      @Response double score, @Fixed @Random(within = "worker") char machine, int worker) {

    static NestedMachines of(Line line) {
      return new NestedMachines(
          line.number("score"), line.letter("machine"), line.integer("worker"));
    }
  }

  @MixedModel("yield ~ factor(nitro) * variety + (1 | block / variety)")
  record OatsCells(double yield, String nitro, String variety, String block) {

    static OatsCells of(Line line) {
      return new OatsCells(
          line.number("yield"), line.text("nitro"), line.text("variety"), line.text("block"));
    }
  }

  @MixedModel(name = "OatsCaret", value = "yield ~ (nitro + variety)^2 + (1 | block / variety)")
  @MixedModel(
      name = "OatsDropTerm",
      value = "yield ~ nitro * variety - variety + (1 | block / variety)")
  @MixedModel(
      name = "OatsIn",
      value = "yield ~ variety + nitro %in% variety + (1 | block / variety)")
  @SuppressWarnings("blup:906")
  record Oats(double yield, double nitro, String variety, String block) {

    static Oats of(Line line) {
      return new Oats(
          line.number("yield"), line.number("nitro"), line.text("variety"), line.text("block"));
    }
  }

  @MixedModel
  record LinearOats(
      @Response double yield,
      @Fixed double nitro,
      @Fixed @Random(within = "block") String variety,
      String block) {

    static LinearOats of(Line line) {
      return new LinearOats(
          line.number("yield"), line.number("nitro"), line.text("variety"), line.text("block"));
    }
  }

  @MixedModel(
      name = "Cake",
      value = "angle ~ recipe * factor(temperature) + (1 | recipe:replicate)")
  @MixedModel(name = "CakeLinear", value = "angle ~ recipe + temp + (1 | recipe:replicate)")
  record Cakes(double angle, Recipe recipe, int temperature, int temp, int replicate) {

    static Cakes of(Line line) {
      return new Cakes(
          line.number("angle"),
          line.constant("recipe", Recipe.class),
          line.integer("temperature"),
          line.integer("temp"),
          line.integer("replicate"));
    }
  }

  @MixedModel("sugpct ~ block + sow + harvest + (1 | block:harvest)")
  record Beets(double sugpct, String block, String sow, String harvest) {

    static Beets of(Line line) {
      return new Beets(
          line.number("sugpct"), line.text("block"), line.text("sow"), line.text("harvest"));
    }
  }

  @MixedModel("y ~ a * b + (1 | block / a)")
  record SplitPlot(double y, String a, char b, int block) {

    static SplitPlot of(Line line) {
      return new SplitPlot(
          line.number("y"), line.text("a"), line.letter("b"), line.integer("block"));
    }
  }

  @MixedModel
  record Multilocation(
      @Response double adj,
      @Fixed @Random(group = "location", intercept = false) String trt,
      String location,
      @Random String grp) {

    static Multilocation of(Line line) {
      return new Multilocation(
          line.number("adj"), line.text("trt"), line.text("location"), line.text("grp"));
    }
  }

  private SplitPlots() {}

  /** The case {@code machines-random-machine-cells}, with rows that a test can make. */
  static OracleCase<MachineCells> machineCells() {
    return OracleCase.of(
        "machines-random-machine-cells", SplitPlots_MachineCellsModel.model(), MachineCells::of);
  }

  static List<OracleCase<?>> cases() {
    return List.of(
        OracleCase.of(
            "machines-random-machine", SplitPlots_MachinesSlopesModel.model(), Machines::of),
        machineCells(),
        OracleCase.of(
            "machines-interaction", SplitPlots_MachinesInteractionModel.model(), Machines::of),
        OracleCase.of(
            "machines-nested-shorthand",
            SplitPlots_NestedMachinesModel.model(),
            NestedMachines::of),
        OracleCase.of("oats-split-plot", SplitPlots_OatsCellsModel.model(), OatsCells::of),
        OracleCase.of("oats-linear-nitro", SplitPlots_LinearOatsModel.model(), LinearOats::of),
        OracleCase.of("oats-hat-caret", SplitPlots_OatsCaretModel.model(), Oats::of),
        OracleCase.of("oats-drop-term", SplitPlots_OatsDropTermModel.model(), Oats::of),
        OracleCase.of("oats-in", SplitPlots_OatsInModel.model(), Oats::of),
        OracleCase.of("cake", SplitPlots_CakeModel.model(), Cakes::of),
        OracleCase.of("cake-linear", SplitPlots_CakeLinearModel.model(), Cakes::of),
        OracleCase.of("beets", SplitPlots_BeetsModel.model(), Beets::of),
        OracleCase.of("split-plot-sas", SplitPlots_SplitPlotModel.model(), SplitPlot::of),
        OracleCase.of("multilocation", SplitPlots_MultilocationModel.model(), Multilocation::of));
  }
}
