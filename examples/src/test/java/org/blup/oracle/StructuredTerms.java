package org.blup.oracle;

import java.util.List;
import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;
import org.blup.Structure;

/** Random effects of a factor's levels, in covariance structures of few parameters. */
final class StructuredTerms {

  enum Machine {
    A,
    B,
    C
  }

  enum Treatment {
    a,
    b,
    c,
    d
  }

  @MixedModel(name = "MachinesCs", value = "score ~ machine + cs(0 + machine | worker)")
  @MixedModel(name = "MachinesDiag", value = "score ~ machine + diag(0 + machine | worker)")
  @MixedModel(name = "MachinesId", value = "score ~ machine + id(0 + machine | worker)")
  record Machines(double score, Machine machine, int worker) {

    static List<Machines> rows() {
      return Line.read(
          OracleFolder.dataFile("machines.csv"),
          line ->
              new Machines(
                  line.number("score"),
                  line.constant("machine", Machine.class),
                  line.integer("worker")));
    }
  }

  @MixedModel(name = "SeriesAr1", value = "y ~ time + ar1(0 + factor(time) | subject)")
  @MixedModel(name = "SeriesCs", value = "y ~ time + cs(0 + factor(time) | subject)")
  @MixedModel(name = "SeriesDiag", value = "y ~ time + (0 + factor(time) || subject)")
  @SuppressWarnings("blup:903")
  record Series(double y, int time, int subject) {

    static List<Series> rows() {
      return Line.read(
          CovarianceOracle.dataFile("sim_ar1_levels.csv"),
          line -> new Series(line.number("y"), line.integer("time"), line.integer("subject")));
    }
  }

  @MixedModel
  record Blocks(
      @Response double y,
      @Fixed @Random(group = "block", intercept = false, structure = Structure.CS) Treatment treat,
      int block) {

    static List<Blocks> rows() {
      return Line.read(
          CovarianceOracle.dataFile("sim_negative_cs.csv"),
          line ->
              new Blocks(
                  line.number("y"),
                  line.constant("treat", Treatment.class),
                  line.integer("block")));
    }
  }

  @MixedModel(name = "NightsAr1h", value = "reaction ~ 1 + ar1h(0 + factor(days) | subject)")
  @MixedModel(name = "NightsCs", value = "reaction ~ 1 + cs(0 + factor(days) | subject)")
  @SuppressWarnings("blup:903")
  record Nights(double reaction, int days, String subject) {

    static List<Nights> rows() {
      return Line.read(
          OracleFolder.dataFile("sleepstudy.csv"),
          line -> new Nights(line.number("reaction"), line.integer("days"), line.text("subject")));
    }
  }

  @MixedModel(name = "SleepId", value = "reaction ~ days + id(days | subject)")
  @SuppressWarnings("blup:910")
  record Slopes(double reaction, double days, String subject) {

    static List<Slopes> rows() {
      return Line.read(
          OracleFolder.dataFile("sleepstudy.csv"),
          line -> new Slopes(line.number("reaction"), line.number("days"), line.text("subject")));
    }
  }

  private StructuredTerms() {}
}
